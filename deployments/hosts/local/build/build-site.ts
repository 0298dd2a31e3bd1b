import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { scratchFolders, type DependencyCache } from "../../../dependencies/create-dependency-cache.ts";
import { detectFramework } from "../../../framework/detect-framework.ts";
import type { FrameworkPlan } from "../../../framework/framework-plan.ts";
import { runStep } from "../../../sandbox/run-step.ts";
import type { Sandbox } from "../../../sandbox/sandbox.ts";
import { readSite, writeSite, type Site } from "../site.ts";
import { chooseOutput } from "./choose-output.ts";
import { compressFiles } from "./compress-files.ts";
import { createBuildCache } from "./keep-build-cache.ts";
import { removeLinks } from "./remove-links.ts";

export interface Build {
  /** The exported project; it is used up. */
  source: string;
  /** Folder of the deployment; `site.json` and `output/` come to lie in it. */
  target: string;
  /** Where the project's build cache is kept. */
  cacheDirectory: string;
  dependencies: DependencyCache;
  findSandbox(): Promise<Sandbox>;
  context: Pick<DeployContext, "signal" | "log" | "environment">;
}

const runBuild = async (build: Build, plan: FrameworkPlan, command: string, installed: string | null) => {
  const { source, context } = build;
  context.log("system", `Running ${command}`);
  const cache = createBuildCache(build.cacheDirectory, plan.framework, source);
  await cache.lend();
  await runStep(
    await build.findSandbox(),
    {
      name: "build",
      command: ["/bin/sh", "-c", command],
      folder: source,
      readOnly: installed === null ? [] : [{ from: join(installed, "node_modules"), to: "/app/node_modules" }],
      scratch: installed === null ? [] : scratchFolders.map((name) => `/app/node_modules/${name}`),
      environment: { ...context.environment, NODE_ENV: "production" },
    },
    context,
  );
  await cache.take();
};

const finish = async (plan: FrameworkPlan, { source, target, context }: Build, installed: string | null) => {
  const output = await chooseOutput(plan, source);
  await mkdir(dirname(target), { recursive: true });
  const fresh = await mkdtemp(`${target}.`);
  try {
    await rename(output.kind === "static" ? output.folder : source, join(fresh, "output"));
    const removed = await removeLinks(join(fresh, "output"), { isEveryLink: output.kind === "static" });
    if (removed > 0) context.log("system", `Left out ${removed} links and special files`);
    if (output.kind === "static") await compressFiles(join(fresh, "output"));
    const site: Site = {
      kind: output.kind,
      framework: plan.framework,
      isSinglePage: plan.isSinglePage,
      startCommand: output.kind === "static" ? null : output.startCommand,
      dependencies: output.kind === "static" ? null : installed,
    };
    await writeSite(fresh, site);
    context.signal.throwIfAborted();
    // Fails where another attempt at this deployment was faster: the same commit, so the same site (A7).
    await rename(fresh, target).catch(async (thrown: unknown) => {
      if ((await readSite(target)) === null) throw thrown;
    });
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
};

/**
 * Builds an exported project in the sandbox, without network, and keeps what is to be served. Answers the framework.
 * A site that needs neither packages nor a build needs no sandbox either.
 * Throws DeploymentFailure when a step fails or nothing to serve comes out, SandboxMissingError where it needs one.
 */
export const buildSite = async (build: Build): Promise<string> => {
  const { source, context } = build;
  const removed = await removeLinks(source, { isEveryLink: false });
  if (removed > 0) context.log("system", `Left out ${removed} links that lead out of the repository`);
  const plan = await detectFramework(source);
  context.log("system", `Detected ${plan.framework}`);
  // Whatever the repository holds there is not what was asked for.
  await rm(join(source, "node_modules"), { recursive: true, force: true });
  const installed = plan.needsInstall ? await build.dependencies.provide(source, context) : null;
  if (installed !== null) await mkdir(join(source, "node_modules"));
  if (plan.buildCommand !== null) await runBuild(build, plan, plan.buildCommand, installed);
  await rm(join(source, "node_modules"), { recursive: true, force: true });
  await finish(plan, build, installed);
  return plan.framework;
};
