import { existsSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { detectFramework, type FrameworkPlan } from "../../framework/detect-framework.ts";
import type { Sandbox, SandboxMount } from "../../sandbox/sandbox.ts";
import type { DependencyCache } from "./install-dependencies.ts";
import { runStep } from "./run-step.ts";
import { writeSite } from "./site.ts";

interface Build {
  source: string;
  /** Folder of the deployment; `site.json` and `output/` come to lie in it. */
  target: string;
  sandbox: Sandbox;
  dependencies: DependencyCache;
  context: Pick<DeployContext, "signal" | "log">;
}

const noOutput = (plan: FrameworkPlan): DeploymentFailure =>
  new DeploymentFailure({
    code: "no_output",
    message: `The build ended well, but left nothing to serve in ${plan.outputFolders.join(", ")}.`,
    fix: "Let the build write an index.html into one of these folders.",
    excerpt: [],
    signature: "no_output",
  });

const toMounts = (folder: string | null): SandboxMount[] =>
  folder === null ? [] : [{ from: join(folder, "node_modules"), to: "/app/node_modules" }];

const keepOutput = async (plan: FrameworkPlan, { source, target }: Build): Promise<void> => {
  const output = join(target, "output");
  await rm(output, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  if (plan.startCommand !== null) return cp(source, output, { recursive: true, verbatimSymlinks: true });
  const found = plan.outputFolders.find((folder) => existsSync(join(source, folder, "index.html")));
  if (found === undefined) throw noOutput(plan);
  await (found === "."
    ? cp(source, output, { recursive: true, verbatimSymlinks: true })
    : rename(join(source, found), output));
};

/**
 * Builds an exported project in the sandbox, without network, and keeps what is to be served. Answers the framework.
 * Throws DeploymentFailure when a step fails or nothing to serve comes out.
 */
export const buildSite = async (build: Build): Promise<string> => {
  const { source, target, sandbox, context } = build;
  const plan = await detectFramework(source);
  context.log("system", `Detected ${plan.framework}`);
  const installed = plan.needsInstall ? await build.dependencies.provide(source, context) : null;
  if (installed !== null) await mkdir(join(source, "node_modules"), { recursive: true });
  if (plan.buildCommand !== null) {
    context.log("system", `Running ${plan.buildCommand}`);
    const command = plan.buildCommand.replace(/^npm run /, "node /opt/npm/bin/npm-cli.js run ");
    await runStep(
      sandbox,
      {
        name: "build",
        command: ["/bin/sh", "-c", command],
        folder: source,
        readOnly: toMounts(installed),
        environment: { NODE_ENV: "production" },
      },
      context,
    );
  }
  await rm(join(source, "node_modules"), { recursive: true, force: true });
  await keepOutput(plan, build);
  await writeSite(target, {
    kind: plan.startCommand === null ? "static" : "server",
    framework: plan.framework,
    isSinglePage: plan.isSinglePage,
    startCommand: plan.startCommand,
    dependencies: installed,
  });
  return plan.framework;
};
