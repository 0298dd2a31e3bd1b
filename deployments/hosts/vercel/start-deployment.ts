import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { detectFramework } from "../../framework/detect-framework.ts";
import { findRootDirectory, listFiles, withSource } from "../remote/with-source.ts";
import { createOnce, findOwn, OWN_NAME, type VercelStart } from "./create-once.ts";
import type { NewDeployment, VercelClient } from "./create-vercel-client.ts";
import { ensureProject } from "./ensure-project.ts";
import { toBlockedFailure } from "./read-failure.ts";
import { syncEnvironment } from "./sync-environment.ts";
import { toVercelFramework } from "./to-vercel-framework.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import { openVercel, type VercelHostOptions } from "./vercel-host-options.ts";
import type { ListedDeployment } from "./vercel-schemas.ts";

/** Vercel's Git integration begins within a few seconds of a push; after that the deployment is asked for. */
const WAITS_FOR_PUSH = [1_000, 2_000, 4_000];

const isSameTarget = ({ target }: ListedDeployment, { environment }: Deployment): boolean =>
  (target === "production") === (environment === "production");

/** The deployment that Vercel's Git integration made of the push, unless it belongs to another one of ours. */
const findFromPush = async ({ client, options, deployment, vercelProject }: VercelStart): Promise<string | null> => {
  const { commitSha: sha, branch } = deployment;
  for (const each of await client.listDeployments({ projectId: vercelProject.id, sha, branch })) {
    const isForeign = each.meta?.[OWN_NAME] !== undefined || !isSameTarget(each, deployment);
    if (!isForeign && !(await options.isTaken(each.uid, deployment.id))) return each.uid;
  }
  return null;
};

const awaitPush = async (start: VercelStart): Promise<string | null> => {
  for (const wait of WAITS_FOR_PUSH) {
    const found = await findFromPush(start);
    if (found !== null) return found;
    await start.options.clock.sleep(wait, start.context.signal);
  }
  return findFromPush(start);
};

const PARALLEL_UPLOADS = 6;

const uploadFiles = async (client: VercelClient, folder: string, paths: string[]): Promise<void> => {
  const pending = [...paths];
  const work = async (): Promise<void> => {
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      await client.uploadFile(await readFile(join(folder, path)));
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_UPLOADS }, work));
};

/** Deploys the files of the commit: Vercel names those it has not seen yet, and gets those alone. */
const createFromFiles = (start: VercelStart, base: Omit<NewDeployment, "source">): Promise<string> => {
  const { client, options, project, deployment } = start;
  return withSource(
    (folder) => options.exportFiles(project, deployment.commitSha, folder),
    async (folder) => {
      const paths = await listFiles(folder);
      const files = await Promise.all(
        paths.map(async (file) => {
          const content = await readFile(join(folder, file));
          return { file, sha: createHash("sha1").update(content).digest("hex"), size: content.length };
        }),
      );
      const { framework } = await detectFramework(join(folder, (await findRootDirectory(folder)) ?? ""));
      const commit = { sha: deployment.commitSha, ref: deployment.branch };
      const source = { kind: "files" as const, files, framework: toVercelFramework(framework), commit };
      try {
        return (await client.createDeployment({ ...base, source })).id;
      } catch (thrown) {
        if (!(thrown instanceof VercelApiError) || thrown.refusal.reason !== "missing_files") throw thrown;
        const missing = new Set(thrown.refusal.missing);
        // Files of equal content are one to Vercel.
        const bySha = new Map(files.filter(({ sha }) => missing.has(sha)).map(({ sha, file }) => [sha, file]));
        const wanted = [...bySha.values()];
        start.context.log("system", `Uploading ${wanted.length} of ${files.length} files`);
        await uploadFiles(client, folder, wanted);
        return (await client.createDeployment({ ...base, source })).id;
      }
    },
  );
};

const create = async (start: VercelStart): Promise<string> => {
  const { client, options, project, deployment, vercelProject } = start;
  const base = {
    name: vercelProject.name,
    projectId: vercelProject.id,
    isProduction: deployment.environment === "production",
    meta: { [OWN_NAME]: deployment.id, letscodeProject: project.id },
  };
  const repository = vercelProject.link?.type === "github" ? await options.findRepository(project) : null;
  if (repository === null) return createFromFiles(start, base);
  const source = {
    kind: "git" as const,
    repositoryId: repository.id,
    ref: deployment.branch,
    sha: deployment.commitSha,
  };
  return (await client.createDeployment({ ...base, source })).id;
};

/**
 * Hands a commit to Vercel: takes the deployment its Git integration made of the push, or makes one, from the linked
 * repository or from the commit's files. What a person asked for by name is always made anew.
 */
export const startDeployment = async (
  options: VercelHostOptions,
  project: Project,
  deployment: Deployment,
  context: DeployContext,
): Promise<void> => {
  const client = await openVercel(options);
  try {
    const vercelProject = await ensureProject(client, options, project, deployment);
    await syncEnvironment(client, vercelProject.id, deployment.environment, context.environment);
    const start: VercelStart = { client, options, project, deployment, vercelProject, context };
    const isLinked = vercelProject.link?.type === "github" && deployment.requestedBy !== "user";
    const id =
      (await findOwn(start)) ??
      (isLinked ? await awaitPush(start) : null) ??
      (await createOnce(start, () => create(start)));
    context.log("system", `Vercel builds it as ${id}`);
    await context.report({ state: "queued", externalId: id });
  } catch (thrown) {
    throw toBlockedFailure(thrown, options.authorEmail) ?? thrown;
  }
};
