import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { detectFramework } from "../../framework/detect-framework.ts";
import { blockDeployment } from "../remote/remote-host-options.ts";
import { findRootDirectory, withSource } from "../remote/with-source.ts";
import type { VercelClient } from "./create-vercel-client.ts";
import { toVercelFramework } from "./to-vercel-framework.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import type { VercelHostOptions } from "./vercel-host-options.ts";
import type { VercelProject } from "./vercel-schemas.ts";

/** Unique within any account, and the same for every try. */
const nameProject = ({ previewLabel, id }: Project): string => `${previewLabel}-${id.slice(0, 8)}`;

const isAboutRepository = ({ reason, detail }: VercelApiError["refusal"]): boolean =>
  /repo|git|integration/i.test(reason) || /repository|GitHub/i.test(detail);

const toMissingIntegration = (repository: string, detail: string): DeploymentFailure =>
  blockDeployment(
    "git_app_missing",
    `Vercel cannot see the repository ${repository}: ${detail}`,
    "Install Vercel's GitHub App on that repository (https://github.com/apps/vercel), then deploy again.",
  );

const createProject = async (
  client: VercelClient,
  options: VercelHostOptions,
  project: Project,
  deployment: Deployment,
): Promise<VercelProject> => {
  const repository = await options.findRepository(project);
  const settings = await withSource(
    (folder) => options.exportFiles(project, deployment.commitSha, folder),
    async (folder) => {
      const rootDirectory = await findRootDirectory(folder);
      const { framework } = await detectFramework(join(folder, rootDirectory ?? ""));
      return { rootDirectory, framework: toVercelFramework(framework) };
    },
  );
  const name = nameProject(project);
  try {
    return await client.createProject({ name, ...settings, repository: repository?.fullName ?? null });
  } catch (thrown) {
    if (!(thrown instanceof VercelApiError)) throw thrown;
    const existing = thrown.refusal.status === 409 ? await client.getProject(name) : null;
    if (existing !== null) return existing;
    if (repository !== null && isAboutRepository(thrown.refusal)) {
      throw toMissingIntegration(repository.fullName, thrown.refusal.detail);
    }
    throw thrown;
  }
};

/**
 * The Vercel project of one of ours, made at its first deployment: linked to the repository on GitHub where there is one,
 * with the framework and root folder that were detected. Known by Vercel's id, so a person may rename it there. Throws
 * DeploymentFailure (blocked) when Vercel's app is not installed on the repository.
 */
export const ensureProject = async (
  client: VercelClient,
  options: VercelHostOptions,
  project: Project,
  deployment: Deployment,
): Promise<VercelProject> => {
  const known = await options.hostProjects.get(project.id, "vercel");
  const found = await client.getProject(known ?? nameProject(project));
  const made = found ?? (await createProject(client, options, project, deployment));
  if (made.id !== known) await options.hostProjects.save(project.id, "vercel", made.id);
  return made;
};
