import { z } from "zod";
import { parseCommitAddress } from "#core/contracts/commit-address.ts";
import { deploymentLogSchema, deploymentSchema } from "#core/contracts/deployment.ts";
import { projectSchema } from "#core/contracts/project.ts";
import { parseRow } from "#core/contracts/parse-row.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { DeploymentStore } from "#core/ports/deployment-store.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { inBatches } from "./in-batches.ts";
import { readRawRows, readRow, readRows, toRow, unwrap } from "./rows.ts";
import { oneOf } from "./one-of.ts";

const transitionSchema = z.object({ is_changed: z.boolean(), deployment: z.unknown() });
const logStateSchema = z.object({ last_line: z.number(), printed_lines: z.number() });
const placedSchema = z.looseObject({ ordinal: z.number() });

const createStates = (client: Client): Pick<DeploymentStore, "request" | "claim" | "transition" | "requestCancel"> => ({
  request: async ({ isForced = false, ...deployment }) => {
    const request = client.rpc("request_deployment", { p_deployment: toRow(deployment), p_is_forced: isForced });
    const row = await readRow("request the deployment", deploymentSchema, request);
    if (row === null) throw new NotFoundError("project");
    return row;
  },
  claim: (id) =>
    readRow("claim the deployment", deploymentSchema, client.rpc("claim_deployment", { p_deployment_id: id })),
  transition: async (id, change) => {
    const request = client.rpc("transition_deployment", { p_id: id, p_change: toRow(change) });
    const result = transitionSchema.parse(await unwrap("move the deployment on", request));
    return { isChanged: result.is_changed, deployment: parseRow(deploymentSchema, result.deployment) };
  },
  requestCancel: async (id) => {
    const request = client.rpc("cancel_deployment", { p_deployment_id: id });
    const row = await readRow("cancel the deployment", deploymentSchema, request);
    if (row === null) throw new NotFoundError("deployment");
    return row;
  },
});

const createList =
  (client: Client): DeploymentStore["list"] =>
  async (projectId, { limit, cursor, branch, environment, commitShas }) => {
    const ask = (shas: string[] | undefined): Promise<unknown[]> => {
      let request = client.from("deployments").select().eq("project_id", projectId);
      if (branch !== undefined) request = request.filter("branch", "in", oneOf([branch]));
      if (environment !== undefined) request = request.eq("environment", environment);
      if (shas !== undefined) request = request.filter("commit_sha", "in", oneOf(shas));
      if (cursor !== undefined) request = request.lt("ordinal", decodeCursor(cursor));
      return readRawRows("list deployments", request.order("ordinal", { ascending: false }).limit(limit + 1));
    };
    const rows = commitShas === undefined ? await ask(undefined) : await inBatches(commitShas, ask);
    const newestFirst = rows.map((row) => placedSchema.parse(row)).toSorted((a, b) => b.ordinal - a.ordinal);
    return toPage(deploymentSchema, newestFirst, limit, "ordinal");
  };

/** What the commit of an address serves, as a preview: private where previews are, even when it once was production. */
const findByCommit = async (client: Client, address: string): ReturnType<DeploymentStore["findByAddress"]> => {
  const named = parseCommitAddress(address);
  if (named === null) return null;
  const project = await readRow(
    "find the project",
    projectSchema,
    client.from("projects").select().eq("preview_label", named.previewLabel).limit(1),
  );
  if (project === null) return null;
  const request = client
    .from("deployments")
    .select()
    .eq("project_id", project.id)
    .eq("host", "local")
    .eq("state", "ready")
    .like("commit_sha", `${named.shaPrefix}%`)
    .order("ordinal", { ascending: false });
  const deployment = await readRow("find the deployment of the commit", deploymentSchema, request.limit(1));
  return deployment === null ? null : { deployment: { ...deployment, environment: "preview" }, project };
};

const createReads = (
  client: Client,
): Pick<DeploymentStore, "get" | "findCurrent" | "findByAddress" | "findByExternalId" | "listUnfinished"> => ({
  get: (id) =>
    readRow("read the deployment", deploymentSchema, client.from("deployments").select().eq("id", id).limit(1)),
  findCurrent: (projectId, { environment, branch }) => {
    const all = client
      .from("deployments")
      .select()
      .eq("project_id", projectId)
      .eq("environment", environment)
      .eq("is_current", true);
    const request = (branch === undefined ? all : all.filter("branch", "in", oneOf([branch]))).order("ordinal", {
      ascending: false,
    });
    return readRow("find the current deployment", deploymentSchema, request.limit(1));
  },
  findByAddress: async (environment, address) => {
    const request = client
      .from("deployments")
      .select("*, projects!deployments_project_id_fkey(*)")
      .eq("environment", environment)
      .filter("address", "in", oneOf([address]))
      .eq("is_current", true)
      .order("ordinal", { ascending: false });
    const [row] = await readRawRows("find the deployment", request.limit(1));
    if (row === undefined) return environment === "preview" ? findByCommit(client, address) : null;
    const { projects: project } = z.looseObject({ projects: z.unknown() }).parse(row);
    return { deployment: parseRow(deploymentSchema, row), project: parseRow(projectSchema, project) };
  },
  findByExternalId: (host, externalId) =>
    readRows(
      "find the deployment of a host",
      deploymentSchema,
      client.from("deployments").select().eq("host", host).eq("external_id", externalId).order("ordinal"),
    ),
  listUnfinished: () =>
    readRows(
      "list unfinished deployments",
      deploymentSchema,
      client.from("deployments").select().in("state", ["queued", "building"]).order("ordinal"),
    ),
});

const createExpiry = (client: Client): Pick<DeploymentStore, "listOldPreviews" | "expirePreview"> => ({
  listOldPreviews: (host, before, limit) =>
    readRows(
      "list old previews",
      deploymentSchema,
      client.rpc("list_old_previews", { p_host: host, p_before: before.toISOString(), p_limit: limit }),
    ),
  expirePreview: async (id) => {
    await unwrap("expire the preview", client.rpc("expire_preview", { p_deployment_id: id }));
  },
});

export const createDeploymentStore = (client: Client): DeploymentStore => ({
  ...createStates(client),
  ...createExpiry(client),
  ...createReads(client),
  list: createList(client),
  lookAt: async (id, seconds) => {
    const request = client.rpc("look_at_deployment", { p_deployment_id: id, p_seconds: seconds });
    await unwrap("look at the deployment", request);
  },
  describeLog: async (deploymentId) => {
    const request = client.rpc("describe_deployment_log", { p_deployment_id: deploymentId });
    const state = logStateSchema.parse(await unwrap("describe the build log", request));
    return { lastLine: state.last_line, printedLines: state.printed_lines };
  },
  appendLogs: async (lines, attempt) => {
    if (lines.length === 0) return;
    const request = client.rpc("append_deployment_logs", {
      p_lines: lines.map(toRow),
      ...(attempt === undefined ? {} : { p_attempt: attempt }),
    });
    await unwrap("keep the build log", request);
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
