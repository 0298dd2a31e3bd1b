import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { FollowContext } from "#core/ports/deploy-host.ts";
import { probeUrl } from "../remote/probe-url.ts";
import { failDeployment } from "../remote/remote-host-options.ts";
import type { VercelClient } from "./create-vercel-client.ts";
import { readBuildFailure, toBlockedState } from "./read-failure.ts";
import { OWN_NAME } from "./create-once.ts";
import { openVercel, type VercelHostOptions } from "./vercel-host-options.ts";
import type { VercelDeployment, VercelProject } from "./vercel-schemas.ts";

/** How long the app may fail to answer after Vercel said it is ready, before that is its end. */
const PATIENCE_MILLISECONDS = 45_000;

interface Look {
  client: VercelClient;
  options: VercelHostOptions;
  deployment: Deployment;
  found: VercelDeployment;
  context: FollowContext;
}

const readProject = async ({ client, options, deployment }: Look): Promise<VercelProject | null> => {
  const id = await options.hostProjects.get(deployment.projectId, "vercel");
  return id === null ? null : client.getProject(id);
};

const probe = async (look: Look, url: string, project: VercelProject | null): Promise<string | null> => {
  const answer = await probeUrl(look.options.fetch, url);
  if ((answer.status !== 401 && answer.status !== 403) || project === null) return answer.fault;
  // Behind Vercel's protection the page that asks to sign in would pass for the app.
  const secret = await look.client.provideBypass(project);
  if (secret === null) return answer.fault;
  return (await probeUrl(look.options.fetch, url, { "x-vercel-protection-bypass": secret })).fault;
};

/** Where it is served: production at the domain of the project, a preview at an address of its own that stays. */
const findUrl = ({ found, deployment }: Look, project: VercelProject | null): string | null => {
  const aliases = deployment.environment === "production" ? project?.targets?.production?.alias : null;
  const host = aliases?.[0] ?? (deployment.environment === "production" ? found.alias?.[0] : null) ?? found.url;
  return host === null || host === undefined ? null : `https://${host.replace(/^https?:\/\//, "")}`;
};

const announce = async (look: Look): Promise<void> => {
  const { client, deployment, found, context, options } = look;
  const project = await readProject(look);
  if (deployment.environment === "production" && project !== null && found.readySubstate === "STAGED") {
    // After a rollback Vercel builds production and leaves the domains where they are.
    await client.promote(project.id, found.id);
    return context.report({ state: "building" });
  }
  const url = findUrl(look, project);
  if (url === null) return context.report({ state: "building" });
  const fault = await probe(look, url, project);
  if (fault === null) {
    context.log("system", `Ready at ${url}`);
    return context.report({ state: "ready", url, framework: project?.framework ?? "static" });
  }
  const readyAt = found.ready ?? options.clock.now().getTime();
  if (options.clock.now().getTime() - readyAt < PATIENCE_MILLISECONDS) return context.report({ state: "building" });
  throw failDeployment(
    "not_answering",
    `Vercel says it is ready, but at ${url} it does not answer: ${fault}.`,
    "Look at the function's log in Vercel's dashboard: most often a variable is missing when it runs.",
  );
};

/** A promotion or a rollback: the domains move, nothing is built. */
const followPromotion = async (look: Look): Promise<void> => {
  const project = await readProject(look);
  const { found, context } = look;
  if (project?.targets?.production?.id === found.id) return announce(look);
  const { toDeploymentId, jobStatus } = project?.lastAliasRequest ?? {};
  if (toDeploymentId === found.id && (jobStatus === "failed" || jobStatus === "skipped")) {
    throw failDeployment("promotion_failed", "Vercel could not point the production domains at it.", "Try it again.");
  }
  await context.report({ state: "building" });
};

const logOutput = async ({ client, found, context }: Look): Promise<string[]> => {
  const output = await client.listOutput(found.id);
  for (const { stream, text } of output.slice(context.printedLines)) context.log(stream, text);
  return output.map(({ text }) => text);
};

const states: Record<string, "queued" | "building"> = {
  QUEUED: "queued",
  INITIALIZING: "building",
  BUILDING: "building",
};

/** Looks at a deployment at Vercel once. Vercel's state is the truth; our row follows it forward. */
export const followDeployment = async (
  options: VercelHostOptions,
  _project: Project,
  deployment: Deployment,
  context: FollowContext,
): Promise<void> => {
  const client = await openVercel(options);
  const found = await client.getDeployment(deployment.externalId ?? "");
  if (found === null) {
    throw failDeployment("gone_at_host", "Vercel does not know this deployment any more.", "Deploy the branch again.");
  }
  const look: Look = { client, options, deployment, found, context };
  if (deployment.promotedFrom !== null && found.meta?.[OWN_NAME] !== deployment.id) return followPromotion(look);
  const output = await logOutput(look);
  switch (found.readyState) {
    case "READY":
      return announce(look);
    case "ERROR": {
      const error = readBuildFailure(found, output);
      context.log("system", `${error.message} ${error.fix}`);
      return context.report({ state: "error", error });
    }
    case "CANCELED":
    case "DELETED":
      context.log("system", "Canceled");
      return context.report({ state: "canceled" });
    case "BLOCKED":
      throw toBlockedState(found, options.authorEmail);
    default:
      return context.report({ state: states[found.readyState] ?? "building" });
  }
};
