import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { detectFramework } from "../../framework/detect-framework.ts";
import { toBranchLabel } from "../local/address.ts";
import { blockDeployment, notConnected, type RemoteHostOptions } from "../remote/remote-host-options.ts";
import { findRootDirectory, withSource } from "../remote/with-source.ts";
import { createRenderClient, type NewService, type RenderAccess, type RenderClient } from "./create-render-client.ts";
import { RenderApiError } from "./render-api-error.ts";
import type { RenderService } from "./render-schemas.ts";

export type RenderHostOptions = RemoteHostOptions<RenderAccess>;

const MAXIMUM_NAME = 60;

/** The client of the connection as it is now. Throws DeploymentFailure (blocked) where there is no connection. */
export const openRender = async ({ readAccess, fetch }: RenderHostOptions) => {
  const access = await readAccess();
  if (access === null) throw notConnected("Render");
  return { client: createRenderClient({ access, fetch }), ownerId: access.ownerId };
};

/** Render calls a service and a deploy by names of their own; ours holds both. */
export const toExternalId = (serviceId: string, deployId: string): string => `${serviceId}/${deployId}`;
export const parseExternalId = (externalId: string | null): { serviceId: string; deployId: string } => {
  const [serviceId = "", deployId = ""] = (externalId ?? "").split("/");
  return { serviceId, deployId };
};

/** Production is one service, and each branch that is previewed another: a Render service serves one branch. */
const nameService = ({ previewLabel, id }: Project, { environment, branch }: Deployment): string => {
  const base = `${previewLabel}-${id.slice(0, 8)}`;
  return environment === "production" ? base : `${base}-${toBranchLabel(branch, MAXIMUM_NAME - base.length - 1)}`;
};

/** What only a person can lift, when that is what Render refused for; the fault itself otherwise. */
export const toRenderFailure = (thrown: unknown): unknown => {
  if (!(thrown instanceof RenderApiError)) return thrown;
  const { status, detail } = thrown.refusal;
  if (status === 402) {
    return blockDeployment("quota_reached", `Render takes no more for now: ${detail}`, thrown.fix);
  }
  if (status === 401 || status === 403) return blockDeployment("host_refused", thrown.detail, thrown.fix);
  if (status === 400 && /repo|github/i.test(detail)) {
    const fix = "Install Render's GitHub App on that repository (https://github.com/apps/render), then deploy again.";
    return blockDeployment("git_app_missing", `Render cannot see the repository: ${detail}`, fix);
  }
  return thrown;
};

const planService = (options: RenderHostOptions, project: Project, deployment: Deployment) =>
  withSource(
    (folder) => options.exportFiles(project, deployment.commitSha, folder),
    async (folder): Promise<Pick<NewService, "rootDirectory" | "buildCommand" | "publishPath" | "startCommand">> => {
      const rootDirectory = await findRootDirectory(folder);
      const plan = await detectFramework(join(folder, rootDirectory ?? ""));
      const { startCommand } = plan;
      const steps = [plan.needsInstall ? "npm install --include=dev" : null, plan.buildCommand];
      return {
        rootDirectory,
        buildCommand: steps.filter((step) => step !== null).join(" && "),
        publishPath: startCommand === null ? (plan.outputFolders[0] ?? ".") : null,
        startCommand,
      };
    },
  );

const chooseOwner = async (client: RenderClient, ownerId: string | undefined): Promise<string> => {
  const owner = ownerId ?? (await client.listOwners())[0]?.id;
  if (owner !== undefined) return owner;
  throw blockDeployment(
    "host_refused",
    "The API key of Render has no workspace.",
    "Make a key in a workspace of yours.",
  );
};

const ensureService = async (
  options: RenderHostOptions,
  project: Project,
  deployment: Deployment,
  environment: Readonly<Record<string, string>>,
): Promise<{ service: RenderService; firstDeployId: string | null }> => {
  const { client, ownerId } = await openRender(options);
  const name = nameService(project, deployment);
  const existing = await client.findService(name);
  if (existing !== null) {
    await client.saveEnvironment(existing.id, environment);
    return { service: existing, firstDeployId: null };
  }
  const repository = await options.findRepository(project);
  if (repository === null) {
    throw blockDeployment(
      "repository_needed",
      "Render builds from a repository on GitHub, and this project's is not there.",
      "Move the project to GitHub in its settings, or choose another deploy host.",
    );
  }
  const made = await client.createService({
    name,
    ownerId: await chooseOwner(client, ownerId),
    repository: repository.fullName,
    branch: deployment.branch,
    environment,
    ...(await planService(options, project, deployment)),
  });
  return { service: made.service, firstDeployId: made.deployId ?? null };
};

/** A deploy of this commit that is ours: the one a service begins with, or one an earlier try of this job asked for. */
const findOwn = async (
  client: RenderClient,
  options: RenderHostOptions,
  { id: serviceId }: RenderService,
  deployment: Deployment,
): Promise<string | null> => {
  for (const { id, commit, createdAt } of await client.listDeploys(serviceId)) {
    const isOurs = commit?.id === deployment.commitSha && Date.parse(createdAt) >= Date.parse(deployment.createdAt);
    if (isOurs && !(await options.isTaken(toExternalId(serviceId, id), deployment.id))) return id;
  }
  return null;
};

/** Hands a commit to Render: a service for its branch, and a deploy of that very commit. */
export const startDeploy = async (
  options: RenderHostOptions,
  project: Project,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  try {
    const { client } = await openRender(options);
    const { service } = await ensureService(options, project, deployment, context.environment);
    const id =
      (await findOwn(client, options, service, deployment)) ??
      (await client.createDeploy(service.id, deployment.commitSha)).id;
    context.log("system", `Render builds it as ${id} of ${service.name}`);
    await context.report({ state: "queued", externalId: toExternalId(service.id, id) });
  } catch (thrown) {
    throw toRenderFailure(thrown);
  }
};
