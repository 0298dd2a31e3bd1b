import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CheckReport, CheckRunner } from "#core/ports/check-runner.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import { readManifest } from "../framework/detect-framework.ts";
import { createDependencyCache } from "../hosts/local/install-dependencies.ts";
import { runStep } from "../hosts/local/run-step.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

interface Options {
  dependenciesDirectory: string;
  findSandbox(): Promise<Sandbox>;
  registry(): Promise<string>;
}

const MAXIMUM_OUTPUT = 6_000;

const chooseCheck = (scripts: Record<string, string>): string | null =>
  ["typecheck", "type-check", "build"].find((name) => scripts[name] !== undefined) ?? null;

/**
 * Runs a project's own typecheck, or its build where it has none, on the files of a would-be commit: in the sandbox,
 * with the shared dependencies. A failing check is a report; only a sandbox that is missing throws.
 */
export const createCheckRunner = (options: Options): CheckRunner => ({
  run: async (folder, signal): Promise<CheckReport> => {
    const manifest = await readManifest(folder).catch(() => null);
    if (manifest === null) return { outcomes: {}, output: "" };
    const check = chooseCheck(manifest.scripts);
    if (check === null) return { outcomes: {}, output: "" };
    const sandbox = await options.findSandbox();
    const output: string[] = [];
    const context = { signal, log: (_: string, text: string) => void output.push(text) };
    try {
      const cache = createDependencyCache({
        directory: options.dependenciesDirectory,
        sandbox,
        registry: await options.registry(),
      });
      const dependencies = await cache.provide(folder, context);
      if (!existsSync(join(folder, "node_modules"))) await mkdir(join(folder, "node_modules"));
      output.length = 0;
      await runStep(
        sandbox,
        {
          name: check,
          command: ["/bin/sh", "-c", `node /opt/npm/bin/npm-cli.js run --silent ${check}`],
          folder,
          readOnly: [{ from: join(dependencies, "node_modules"), to: "/app/node_modules" }],
        },
        context,
      );
      return { outcomes: { [check]: "passed" }, output: "" };
    } catch (thrown) {
      if (!(thrown instanceof DeploymentFailure)) throw thrown;
      return {
        outcomes: { [check]: "failed" },
        output: `${thrown.error.message}\n${output.join("\n").slice(-MAXIMUM_OUTPUT)}`,
      };
    }
  },
});
