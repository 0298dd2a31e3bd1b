import {
  branchAnswerSchema,
  commitSchema,
  deploymentLogSchema,
  pageSchema,
  runLiveSchema,
  type DeploymentLog,
} from "#core/contracts/index.ts";
import { getProject, projectPath } from "#web/lib/api/projects.ts";
import { apiPath, requestApi } from "#web/lib/api/request-api.ts";
import { z } from "zod";
import type { RowReader } from "./create-row-reader.ts";
import { tables, type RowBatch } from "./workspace-rows.ts";
import type { WorkspaceSource } from "./workspace-source.ts";

/** How many of the newest rows the first read brings. */
const FIRST_RUNS = 30;
const FIRST_DEPLOYMENTS = 60;
const FIRST_ACTIVITIES = 150;
const OLDER = 100;
const COMMITS = 50;
const LOG_PAGE = 5000;

const liveAnswer = z.object({ live: runLiveSchema.nullable() });
const logPage = pageSchema(deploymentLogSchema);
const commitPage = pageSchema(commitSchema);
const branchPage = pageSchema(branchAnswerSchema);

/** All lines after one; a build with a hundred thousand lines comes in pages. */
const readLog = async (deploymentId: string, after: number): Promise<DeploymentLog[]> => {
  const lines: DeploymentLog[] = [];
  for (let from = after; ;) {
    const path = apiPath(`/api/deployments/${encodeURIComponent(deploymentId)}/logs`, { after: from, limit: LOG_PAGE });
    const page = await requestApi(path, { answer: logPage });
    lines.push(...page.items);
    if (page.nextCursor === null) return lines;
    from = page.items.at(-1)?.line ?? from;
  }
};

/**
 * Reads a project: what Git holds and what needs more than one table through the REST interface, rows through the
 * Data API, where row level security answers the owner's rows alone and `seq` answers exactly what is missing.
 */
export const createWorkspaceSource = (projectId: string, rows: RowReader): WorkspaceSource => {
  const path = projectPath(projectId);
  return {
    readSnapshot: async () => {
      // The number is read before the rows: whatever happens in between is read twice rather than never.
      const project = await getProject(projectId);
      const batches = await Promise.all([
        rows.readAll("project_plan"),
        rows.readNewest("runs", { orderBy: "ordinal", limit: FIRST_RUNS }),
        rows.readNewest("deployments", { orderBy: "ordinal", limit: FIRST_DEPLOYMENTS }),
        rows.readCurrentDeployments(),
        rows.readNewest("activity_log", { orderBy: "seq", limit: FIRST_ACTIVITIES }),
      ]);
      const [plan, runs, deployments, current, activity] = batches;
      const batch = {
        ...plan,
        ...runs,
        ...activity,
        deployments: [...(deployments.deployments ?? []), ...(current.deployments ?? [])],
      };
      return { project, upTo: project.lastSeq, batch };
    },
    readChanges: async (after) => {
      const upTo = await rows.readLastSeq();
      if (upTo <= after) return null;
      const [batches, plan] = await Promise.all([
        Promise.all(tables.map((table) => rows.readAfter(table, after))),
        rows.readAll("project_plan"),
      ]);
      const batch = batches.reduce<RowBatch>((all, some) => ({ ...all, ...some }), {});
      return { upTo, batch, plan: plan.project_plan ?? [] };
    },
    readProject: () => getProject(projectId),
    readRuns: async (runIds) => {
      const batches = await Promise.all([
        rows.readOfRuns("run_steps", runIds),
        rows.readOfRuns("run_messages", runIds),
        rows.readOfRuns("activity_log", runIds),
      ]);
      return { ...batches[0], ...batches[1], ...batches[2] };
    },
    readOlder: (table, before) =>
      table === "activity_log"
        ? rows.readNewest(table, { orderBy: "seq", limit: OLDER, below: before.seq })
        : rows.readNewest(table, { orderBy: "created_at", limit: OLDER, below: before.createdAt }),
    readDeployments: rows.readDeployments,
    readLive: async (runId) =>
      (await requestApi(`/api/runs/${encodeURIComponent(runId)}/live`, { answer: liveAnswer })).live,
    readLog,
    readBranches: async () => (await requestApi(`${path}/branches`, { answer: branchPage })).items,
    readCommits: (branch, cursor) =>
      requestApi(apiPath(`${path}/commits`, { branch, limit: COMMITS, cursor }), { answer: commitPage }),
  };
};
