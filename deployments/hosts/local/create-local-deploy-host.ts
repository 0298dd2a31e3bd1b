import { existsSync } from "node:fs";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Project } from "#core/contracts/project.ts";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { DeployContext, DeployHost } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { toAddress, toDeploymentUrl } from "./address.ts";
import { buildSite } from "./build-site.ts";
import { createDependencyCache, type DependencyCache } from "./install-dependencies.ts";
import { readSite } from "./site.ts";

export interface LocalHostOptions {
  dataDirectory: string;
  appUrl: string;
  /** Finds the sandbox; rejects with SandboxMissingError where there is none. */
  findSandbox(): Promise<Sandbox>;
  registry(): Promise<string>;
  exportFiles(project: Project, sha: string, folder: string): Promise<void>;
  /** Asks the served deployment for its front page; resolves with what is wrong, or null. */
  probe(deploymentId: string): Promise<string | null>;
}

/** Folder of one deployment's output. */
export const deploymentFolder = (dataDirectory: string, id: string): string => join(dataDirectory, "deployments", id);

const announce = async (
  options: LocalHostOptions,
  project: Project,
  deployment: Deployment,
  framework: string,
  context: DeployContext,
): Promise<void> => {
  const fault = await options.probe(deployment.id);
  if (fault !== null) {
    throw new DeploymentFailure({
      code: "not_answering",
      message: `It was built, but does not answer: ${fault}.`,
      fix: "Look at the log; a server must listen on the port in the variable PORT.",
      excerpt: [fault],
      signature: "not_answering",
    });
  }
  const address = toAddress(deployment.environment, deployment.branch, project.previewLabel);
  const url = toDeploymentUrl(options.appUrl, deployment.environment, address);
  context.log("system", `Ready at ${url}`);
  await context.report({ state: "ready", url, address, framework });
};

/** Dependencies of a sandbox that is only looked for when the first build needs one. */
const createLazyCache = (
  options: LocalHostOptions,
): (() => Promise<{ sandbox: Sandbox; dependencies: DependencyCache }>) => {
  let made: Promise<{ sandbox: Sandbox; dependencies: DependencyCache }> | null = null;
  const make = async () => {
    const sandbox = await options.findSandbox();
    const directory = join(options.dataDirectory, "cache", "dependencies");
    return { sandbox, dependencies: createDependencyCache({ directory, sandbox, registry: await options.registry() }) };
  };
  return () => {
    made ??= make().catch((thrown: unknown) => {
      made = null;
      throw thrown;
    });
    return made;
  };
};

/** The deploy host of an installation without accounts: builds in the sandbox, and serves from the data folder. */
export const createLocalDeployHost = (
  options: LocalHostOptions,
): DeployHost & { warm(folder: string): Promise<void> } => {
  const provide = createLazyCache(options);
  const builds = join(options.dataDirectory, "builds");
  const deploy: DeployHost["deploy"] = async (project, deployment, context) => {
    await context.report({ state: "building" });
    await mkdir(builds, { recursive: true });
    const source = await mkdtemp(join(builds, `${deployment.id}-`));
    try {
      await options.exportFiles(project, deployment.commitSha, source);
      const tools = await provide();
      const target = deploymentFolder(options.dataDirectory, deployment.id);
      const framework = await buildSite({ source, target, ...tools, context });
      await announce(options, project, deployment, framework, context);
    } finally {
      await rm(source, { recursive: true, force: true });
    }
  };
  return {
    name: "local",
    deploy,
    warm: async (folder) => {
      const { dependencies } = await provide();
      await dependencies.provide(folder, { signal: new AbortController().signal, log: () => undefined });
    },
    promote: async (project, from, deployment, context) => {
      await context.report({ state: "building" });
      const origin = deploymentFolder(options.dataDirectory, from.id);
      const site = existsSync(origin) ? await readSite(origin) : null;
      if (site === null) {
        context.log("system", "Its files are no longer kept; building the commit again");
        return deploy(project, deployment, context);
      }
      await cp(origin, deploymentFolder(options.dataDirectory, deployment.id), { recursive: true });
      context.log("system", `Serving what deployment ${from.id.slice(0, 8)} built`);
      await announce(options, project, deployment, site.framework, context);
    },
    remove: async (_project, deployment) =>
      rm(deploymentFolder(options.dataDirectory, deployment.id), { recursive: true, force: true }),
  };
};
