import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Project } from "#core/contracts/project.ts";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { DeployContext, DeployHost } from "#core/ports/deploy-host.ts";
import { createDependencyCache, type DependencyCache } from "../../dependencies/create-dependency-cache.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { toAddress, toDeploymentUrl } from "./address.ts";
import { buildSite } from "./build/build-site.ts";
import { createBuildSlots } from "./create-build-slots.ts";
import { buildCacheFolder, buildsFolder, dependenciesFolder, deploymentFolder } from "./folders.ts";
import { readSite } from "./site.ts";

export interface LocalHostOptions {
  dataDirectory: string;
  appUrl: string;
  /** Finds the sandbox; rejects with SandboxMissingError where there is none. Called when a build first needs one. */
  findSandbox(): Promise<Sandbox>;
  /** Address of the npm registry, as npm on this machine is set up. */
  registry(): Promise<string>;
  exportFiles(project: Project, sha: string, folder: string): Promise<void>;
  /** Asks the served deployment for its front page; resolves with what is wrong, or null. */
  probe(deploymentId: string, environment: DeployContext["environment"]): Promise<string | null>;
  fetch?: typeof globalThis.fetch;
  clock?: Clock;
  /** Packages and versions younger than this are refused (A34); 7 where not given. */
  minimumPackageAgeDays?: number;
  /** Builds at the same time; one per core where not given. */
  parallelBuilds?: number;
}

export type LocalDeployHost = DeployHost & {
  /** Installs the dependencies of a folder ahead, so that the first build that needs them finds them. */
  warm(folder: string): Promise<void>;
  /** The dependencies of builds, for checks that want the same ones. */
  dependencies: DependencyCache;
};

const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

const announce = async (
  options: LocalHostOptions,
  project: Project,
  deployment: Deployment,
  framework: string,
  context: DeployContext,
): Promise<void> => {
  const fault = await options.probe(deployment.id, context.environment);
  context.signal.throwIfAborted();
  if (fault !== null) {
    throw new DeploymentFailure({
      code: "not_answering",
      message: `It was built, but does not answer: ${fault.split("\n")[0]}.`,
      fix: "Look at the log; a server must listen on the port in the variable PORT.",
      excerpt: fault
        .split("\n")
        .filter((line) => line !== "")
        .slice(0, 16),
      signature: "not_answering",
    });
  }
  const address = toAddress(deployment.environment, deployment.branch, project.previewLabel);
  const url = toDeploymentUrl(options.appUrl, deployment.environment, address);
  context.log("system", `Ready at ${url}`);
  await context.report({ state: "ready", url, address, framework });
};

const copySite = async (from: string, to: string): Promise<void> => {
  const fresh = await mkdtemp(`${to}.`);
  try {
    await cp(from, fresh, { recursive: true, verbatimSymlinks: true });
    await rename(fresh, to).catch(async (thrown: unknown) => {
      if ((await readSite(to)) === null) throw thrown;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

const createDeploy = (options: LocalHostOptions, dependencies: DependencyCache): DeployHost["deploy"] => {
  const slots = createBuildSlots(options.parallelBuilds ?? availableParallelism());
  const { dataDirectory, findSandbox } = options;
  const build = async (project: Project, deployment: Deployment, context: DeployContext): Promise<string> => {
    await context.report({ state: "building" });
    await mkdir(buildsFolder(dataDirectory), { recursive: true });
    const source = await mkdtemp(join(buildsFolder(dataDirectory), `${deployment.id}-`));
    try {
      await options.exportFiles(project, deployment.commitSha, source);
      context.signal.throwIfAborted();
      const target = deploymentFolder(dataDirectory, deployment.id);
      const cacheDirectory = buildCacheFolder(dataDirectory, deployment.projectId);
      return await buildSite({ source, target, cacheDirectory, dependencies, findSandbox, context });
    } finally {
      await rm(source, { recursive: true, force: true });
    }
  };
  return async (project, deployment, context) => {
    // An earlier attempt may have built it and been killed before it could say so.
    const built = await readSite(deploymentFolder(dataDirectory, deployment.id));
    const framework =
      built?.framework ??
      (await slots.use(
        context.signal,
        () => build(project, deployment, context),
        () => context.log("system", "Waiting for another build to end"),
      ));
    await announce(options, project, deployment, framework, context);
  };
};

/** The deploy host of an installation without accounts: builds in the sandbox, and serves from the data folder. */
export const createLocalDeployHost = (options: LocalHostOptions): LocalDeployHost => {
  const { dataDirectory, findSandbox, registry, fetch, clock = systemClock, minimumPackageAgeDays } = options;
  const dependencies = createDependencyCache({
    directory: dependenciesFolder(dataDirectory),
    findSandbox,
    registry,
    clock,
    ...(fetch === undefined ? {} : { fetch }),
    ...(minimumPackageAgeDays === undefined ? {} : { minimumAgeDays: minimumPackageAgeDays }),
  });
  const deploy = createDeploy(options, dependencies);
  return {
    name: "local",
    dependencies,
    deploy,
    warm: async (folder) => {
      await dependencies.provide(folder, { signal: new AbortController().signal, log: () => undefined });
    },
    promote: async (project, from, deployment, context) => {
      const origin = deploymentFolder(dataDirectory, from.id);
      const site = await readSite(origin);
      if (site === null) {
        context.log("system", "Its files are no longer kept; building the commit again");
        return deploy(project, deployment, context);
      }
      await context.report({ state: "building" });
      await copySite(origin, deploymentFolder(dataDirectory, deployment.id));
      context.log("system", `Serving what deployment ${from.id.slice(0, 8)} built`);
      await announce(options, project, deployment, site.framework, context);
    },
    remove: async (_project, deployment) =>
      rm(deploymentFolder(dataDirectory, deployment.id), { recursive: true, force: true }),
  };
};
