import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import { detectFramework } from "../../framework/detect-framework.ts";
import { toBranchLabel } from "../local/address.ts";
import { blockDeployment } from "../remote/remote-host-options.ts";
import { findRootDirectory, withSource } from "../remote/with-source.ts";
import type { NewService, RenderClient } from "./create-render-client.ts";
import { type RenderHostOptions, toExternalId } from "./render-host-options.ts";
import { RenderApiError } from "./render-api-error.ts";
import type { RenderService } from "./render-schemas.ts";

/** What a deployment is handed over with. */
export interface RenderStart {
  client: RenderClient;
  ownerId: string | undefined;
  options: RenderHostOptions;
  project: Project;
  deployment: Deployment;
}

const MAXIMUM_NAME = 60;

/** Production is one service, and each branch that is previewed another: a Render service serves one branch. */
const nameService = ({ previewLabel, id }: Project, { environment, branch }: Deployment): string => {
  const base = `${previewLabel}-${id.slice(0, 8)}`;
  return environment === "production" ? base : `${base}-${toBranchLabel(branch, MAXIMUM_NAME - base.length - 1)}`;
};

const planService = ({ options, project, deployment }: RenderStart) =>
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

const chooseOwner = async ({ client, ownerId }: RenderStart): Promise<string> => {
  const owner = ownerId ?? (await client.listOwners())[0]?.id;
  if (owner !== undefined) return owner;
  throw blockDeployment(
    "host_refused",
    "The API key of Render has no workspace.",
    "Make a key in a workspace of yours.",
  );
};

const createService = async (
  start: RenderStart,
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<string | null> => {
  const { client, options, project, deployment } = start;
  const repository = await options.findRepository(project);
  if (repository === null) {
    throw blockDeployment(
      "repository_needed",
      "Render builds from a repository on GitHub, and this project's is not there.",
      "Move the project to GitHub in its settings, or choose another deploy host.",
    );
  }
  const plan = await planService(start);
  const ownerId = await chooseOwner(start);
  const base = { name, ownerId, repository: repository.fullName, branch: deployment.branch, environment };
  try {
    return (await client.createService({ ...base, ...plan })).service.id;
  } catch (thrown) {
    // Refused because there is one of that name meanwhile: whoever made it, the next look finds it.
    if (thrown instanceof RenderApiError && !thrown.isRetryable && (await client.listServices(name)).length > 0)
      return null;
    throw thrown;
  }
};

/** A second service of a name is what a worker left that died in the middle of a race; one that has a deploy of ours stays. */
const removeLeftover = async ({ client, options }: RenderStart, { id }: RenderService): Promise<void> => {
  for (const deploy of await client.listDeploys(id)) {
    if (await options.isTaken(toExternalId(id, deploy.id), "")) return;
  }
  await client.removeService(id);
};

/**
 * The service a deployment goes to, with its variables. Render lets nobody reserve a name, so whoever has made one looks
 * again: all keep the oldest, and each takes away what it made itself (decision 093).
 */
export const ensureService = async (
  start: RenderStart,
  environment: Readonly<Record<string, string>>,
): Promise<RenderService> => {
  const { client, project, deployment } = start;
  const name = nameService(project, deployment);
  const [known, ...leftovers] = await client.listServices(name);
  if (known !== undefined) {
    for (const leftover of leftovers) await removeLeftover(start, leftover);
    await client.saveEnvironment(known.id, environment);
    return known;
  }
  const madeId = await createService(start, name, environment);
  const [oldest] = await client.listServices(name);
  const service = oldest ?? (madeId === null ? null : await client.getService(madeId));
  if (service === null) throw new RenderApiError({ status: 503, detail: "the service just made is not there yet" });
  if (madeId !== null && service.id !== madeId) await client.removeService(madeId);
  return service;
};
