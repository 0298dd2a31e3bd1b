import { z } from "zod";
import { commitRowSchema } from "#core/contracts/commit.ts";
import { shaSchema } from "#core/contracts/id.ts";
import type { CommitStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { inBatches } from "./in-batches.ts";
import { readRow, readRows, toRow, unwrap } from "./rows.ts";
import { oneOf } from "./one-of.ts";

const headSchema = z.object({ sha: shaSchema });

export const createCommitStore = (client: Client): CommitStore => ({
  save: async (commits) => {
    const projects = new Set(commits.map(({ projectId }) => projectId));
    for (const projectId of projects) {
      const rows = commits.filter((commit) => commit.projectId === projectId).map(toRow);
      await unwrap("index commits", client.rpc("save_commits", { p_project_id: projectId, p_commits: rows }));
    }
  },
  listByShas: (projectId, shas) =>
    inBatches(shas, (batch) =>
      readRows(
        "read commits",
        commitRowSchema,
        client.from("commits").select().eq("project_id", projectId).filter("sha", "in", oneOf(batch)),
      ),
    ),
  findHead: async (projectId, ref) => {
    const all = client.from("commits").select("sha").eq("project_id", projectId).eq("pushed", true);
    const request = shaSchema.safeParse(ref).success
      ? all.eq("sha", ref)
      : all.filter("branch", "in", oneOf([ref])).order("seq", { ascending: false });
    return (await readRow("find the head of the branch", headSchema, request.limit(1)))?.sha ?? null;
  },
});
