import { z } from "zod";
import { deploymentLogSchema, deploymentSchema } from "#core/contracts/deployment.ts";
import { projectSchema } from "#core/contracts/project.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { DeploymentStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, instantPattern, toPage } from "./cursor.ts";
import { parseRow, readRow, readRows, toRow, unwrap } from "./rows.ts";

const transitionSchema = z.object({ is_changed: z.boolean(), deployment: z.unknown() }).nullable();

const createStates = (client: Client): Pick<DeploymentStore, "request" | "claim" | "transition" | "requestCancel"> => ({
  request: async ({ isForced = false, ...deployment }) => {
    const request = client.rpc("request_deployment", { p_deployment: toRow(deployment), p_is_forced: isForced });
    const row = await readRow("request the deployment", deploymentSchema, request);
    if (row === null) throw new NotFoundError("deployment");
    return row;
  },
  claim: (id) =>
    readRow("claim the deployment", deploymentSchema, client.rpc("claim_deployment", { p_deployment_id: id })),
  transition: async (id, change) => {
    const result = transitionSchema.parse(
      await unwrap(
        "move the deployment on",
        client.rpc("transition_deployment", { p_id: id, p_change: toRow(change) }),
      ),
    );
    if (result === null) throw new NotFoundError("deployment");
    return { isChanged: result.is_changed, deployment: parseRow(deploymentSchema, result.deployment) };
  },
  requestCancel: async (id) => {
    const row = await readRow(
      "cancel the deployment",
      deploymentSchema,
      client.from("deployments").update({ is_cancel_requested: true }).eq("id", id).select(),
    );
    if (row === null) throw new NotFoundError("deployment");
    return row;
  },
});

const createReads = (
  client: Client,
): Pick<DeploymentStore, "get" | "list" | "findCurrent" | "findByAddress" | "listUnfinished"> => ({
  get: (id) =>
    readRow("read the deployment", deploymentSchema, client.from("deployments").select().eq("id", id).limit(1)),
  list: async (projectId, { limit, cursor, branch, environment, commitShas }) => {
    let request = client.from("deployments").select().eq("project_id", projectId);
    if (branch !== undefined) request = request.eq("branch", branch);
    if (environment !== undefined) request = request.eq("environment", environment);
    if (commitShas !== undefined) request = request.in("commit_sha", commitShas);
    if (cursor !== undefined) request = request.lt("created_at", decodeCursor(cursor, instantPattern));
    const rows = await readRows(
      "list deployments",
      deploymentSchema,
      request.order("created_at", { ascending: false }).limit(limit + 1),
    );
    return toPage(rows, limit, (deployment) => deployment.createdAt);
  },
  findCurrent: (projectId, { environment, branch }) => {
    const all = client
      .from("deployments")
      .select()
      .eq("project_id", projectId)
      .eq("environment", environment)
      .eq("is_current", true);
    const request = branch === undefined ? all : all.eq("branch", branch);
    return readRow(
      "find the current deployment",
      deploymentSchema,
      request.order("created_at", { ascending: false }).limit(1),
    );
  },
  findByAddress: async (environment, address) => {
    const request = client
      .from("deployments")
      .select()
      .eq("environment", environment)
      .eq("address", address)
      .eq("is_current", true);
    const deployment = await readRow(
      "find the deployment",
      deploymentSchema,
      request.order("created_at", { ascending: false }).limit(1),
    );
    if (deployment === null) return null;
    const project = await readRow(
      "read the project",
      projectSchema,
      client.from("projects").select().eq("id", deployment.projectId).limit(1),
    );
    return project === null ? null : { deployment, project };
  },
  listUnfinished: () =>
    readRows(
      "list unfinished deployments",
      deploymentSchema,
      client.from("deployments").select().in("state", ["queued", "building"]),
    ),
});

export const createDeploymentStore = (client: Client): DeploymentStore => ({
  ...createStates(client),
  ...createReads(client),
  appendLogs: async (lines) => {
    if (lines.length > 0)
      await unwrap(
        "keep the build log",
        client.from("deployment_logs").upsert(lines.map(toRow), { onConflict: "deployment_id,line" }),
      );
  },
  listLogs: (deploymentId, afterLine, limit) =>
    readRows(
      "read the build log",
      deploymentLogSchema,
      client
        .from("deployment_logs")
        .select()
        .eq("deployment_id", deploymentId)
        .gt("line", afterLine)
        .order("line")
        .limit(limit),
    ),
});
