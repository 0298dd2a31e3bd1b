import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployContext, DeployHost } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { removeLinks } from "../local/build/remove-links.ts";
import { toAddress } from "../local/address.ts";

export interface FolderHostOptions {
  /** Folder that a web server of yours serves. */
  directory: string;
  /** Address that web server has for it. */
  publicUrl: string;
  exportFiles(project: Project, sha: string, folder: string): Promise<void>;
}

const releaseFolder = (directory: string, { previewLabel }: Project, { id }: Deployment): string =>
  join(directory, previewLabel, "releases", id);

const toLinkName = ({ previewLabel }: Project, { environment, branch }: Deployment): string =>
  environment === "production" ? "live" : toAddress(environment, branch, previewLabel);

/** What the web server serves of a branch, or of production, is a link: it is put in place in one step. */
const serveRelease = async (
  { directory, publicUrl }: FolderHostOptions,
  project: Project,
  deployment: Deployment,
  { releaseId, context }: { releaseId: string; context: DeployContext },
): Promise<void> => {
  const name = toLinkName(project, deployment);
  const fresh = join(directory, project.previewLabel, `.${deployment.id}`);
  await rm(fresh, { force: true });
  await symlink(join("releases", releaseId), fresh);
  await rename(fresh, join(directory, project.previewLabel, name));
  const url = `${publicUrl.replace(/\/+$/, "")}/${project.previewLabel}/${name}/`;
  context.log("system", `Ready at ${url}`);
  await context.report({ state: "ready", url, framework: "static" });
};

/** The link of a branch goes with the release it leads to: a web server would meet a link to nothing. */
const removeLink = async (
  { directory }: FolderHostOptions,
  project: Project,
  deployment: Deployment,
): Promise<void> => {
  const link = join(directory, project.previewLabel, toLinkName(project, deployment));
  const target = await readlink(link).catch(() => null);
  if (target === join("releases", deployment.id)) await rm(link, { force: true });
};

/** Copies that workers began and were killed over. */
const removeUnfinished = async (release: string): Promise<void> => {
  const names = await readdir(dirname(release));
  const unfinished = names.filter((name) => name.startsWith(`${basename(release)}.`));
  for (const name of unfinished) await rm(join(dirname(release), name), { recursive: true, force: true });
};

/**
 * Serves the files of a commit as they are, from a folder of yours: no build, no server, any web server in front. Each
 * deployment is a folder of its own below `<project>/releases`; a branch, and production as `live`, links to one.
 */
export const createFolderDeployHost = (options: FolderHostOptions): DeployHost => {
  const { directory, exportFiles } = options;
  const deploy: DeployHost["deploy"] = async (project, deployment, context) => {
    await context.report({ state: "building" });
    const release = releaseFolder(directory, project, deployment);
    if (!existsSync(release)) {
      await mkdir(dirname(release), { recursive: true });
      await removeUnfinished(release);
      const fresh = await mkdtemp(`${release}.`);
      try {
        await exportFiles(project, deployment.commitSha, fresh);
        await removeLinks(fresh, { isEveryLink: true });
        context.signal.throwIfAborted();
        if (!existsSync(join(fresh, "index.html"))) {
          throw new DeploymentFailure({
            code: "no_front_page",
            message: "The commit has no index.html at its root, and this host serves files as they are.",
            fix: "Add an index.html, or choose a deploy host that builds.",
            excerpt: [],
            signature: "no_front_page",
          });
        }
        await rename(fresh, release);
      } finally {
        await rm(fresh, { recursive: true, force: true });
      }
    }
    await serveRelease(options, project, deployment, { releaseId: deployment.id, context });
  };
  return {
    name: "folder",
    deploy,
    promote: async (project, from, deployment, context) => {
      if (!existsSync(releaseFolder(directory, project, from))) return deploy(project, deployment, context);
      await context.report({ state: "building" });
      await serveRelease(options, project, deployment, { releaseId: from.id, context });
    },
    remove: async (project, deployment) => {
      await removeLink(options, project, deployment);
      await rm(releaseFolder(directory, project, deployment), { recursive: true, force: true });
    },
  };
};
