import { commitRowSchema } from "#core/contracts/commit.ts";
import type { CommitStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRows, toRow, unwrap } from "./rows.ts";

export const createCommitStore = (client: Client): CommitStore => ({
  save: async (commits) => {
    if (commits.length > 0)
      await unwrap("index commits", client.rpc("save_commits", { p_commits: commits.map(toRow) }));
  },
  listByShas: async (projectId, shas) =>
    shas.length === 0
      ? []
      : readRows(
          "read commits",
          commitRowSchema,
          client.from("commits").select().eq("project_id", projectId).in("sha", shas),
        ),
});
