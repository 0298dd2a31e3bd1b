import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { DeploymentFailure } from "../../../errors/deployment-failure.ts";
import type { FrameworkPlan } from "../../../framework/framework-plan.ts";
import { findFolderInside } from "./remove-links.ts";

export type Output = { kind: "static"; folder: string } | { kind: "server"; startCommand: string };

const isFile = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isFile() ?? false;

/** Some put the site one or two folders further down: dist/<name>/browser. */
const findSite = async (root: string, path: string, depth: number): Promise<string | null> => {
  const folder = await findFolderInside(root, path);
  if (folder === null) return null;
  if (await isFile(join(folder, "index.html"))) return folder;
  if (depth === 0) return null;
  const children = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  const only = children.find(({ name }) => name === "browser") ?? (children.length === 1 ? children[0] : undefined);
  return only === undefined ? null : findSite(root, join(relative(root, folder), only.name), depth - 1);
};

const noOutput = (plan: FrameworkPlan): DeploymentFailure => {
  const isServer = plan.outputFolders.length === 0;
  return new DeploymentFailure({
    code: "no_output",
    message: isServer
      ? `This is a ${plan.framework} project, and nothing says how its server is started.`
      : `There is nothing to serve: no index.html in ${plan.outputFolders.join(", ")}.`,
    fix: isServer
      ? "Add a start script to package.json that listens on the port in the variable PORT."
      : "Let the build write an index.html into one of these folders, or add a start script to package.json for a server.",
    excerpt: [],
    signature: "no_output",
  });
};

/** What a finished build is served from: a server it was built for, else a folder with a site, else its start script. */
export const chooseOutput = async (plan: FrameworkPlan, source: string): Promise<Output> => {
  const isExported = plan.framework === "nextjs" && (await findSite(source, "out", 0)) !== null;
  if (!isExported) {
    for (const { file, command } of plan.servers)
      if (await isFile(join(source, file))) return { kind: "server", startCommand: command };
  }
  for (const path of isExported ? ["out"] : plan.outputFolders) {
    const folder = await findSite(source, path, path === "." ? 0 : 2);
    if (folder !== null) return { kind: "static", folder };
  }
  if (plan.startCommand === null) throw noOutput(plan);
  return { kind: "server", startCommand: plan.startCommand };
};
