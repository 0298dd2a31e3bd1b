import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CheckReport, CheckRunner } from "#core/ports/check-runner.ts";
import {
  createDependencyCache,
  scratchFolders,
  type DependencyCache,
} from "../dependencies/create-dependency-cache.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import { readManifest } from "../framework/read-manifest.ts";
import { removeLinks } from "../hosts/local/build/remove-links.ts";
import { runStep } from "../sandbox/run-step.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";

interface Options {
  dependenciesDirectory: string;
  findSandbox(): Promise<Sandbox>;
  registry(): Promise<string>;
  /** The cache that builds use, so that a check and a build never install the same packages side by side. */
  dependencies?: DependencyCache;
}

const MAXIMUM_OUTPUT = 6_000;

const chooseCheck = (scripts: Record<string, string>): string | null =>
  ["typecheck", "type-check", "build"].find((name) => scripts[name] !== undefined) ?? null;

const createOwnCache = ({ dependenciesDirectory: directory, findSandbox, registry }: Options): DependencyCache =>
  createDependencyCache({
    directory,
    findSandbox,
    registry,
    clock: { now: () => new Date(), sleep: (milliseconds) => setTimeout(milliseconds) },
  });

/**
 * Runs a project's own typecheck, or its build where it has none, on the files of a would-be commit: in the sandbox,
 * with the shared dependencies. A failing check is a report; only a sandbox that is missing throws.
 */
export const createCheckRunner = (options: Options): CheckRunner => {
  const cache = options.dependencies ?? createOwnCache(options);
  return {
    run: async (folder, signal): Promise<CheckReport> => {
      const output: string[] = [];
      let check = "install";
      const context = { signal, log: (_: string, text: string) => void output.push(text) };
      try {
        await removeLinks(folder, { isEveryLink: false });
        const manifest = await readManifest(folder);
        const chosen = manifest === null ? null : chooseCheck(manifest.scripts);
        if (chosen === null) return { outcomes: {}, output: "" };
        const dependencies = await cache.provide(folder, context);
        await mkdir(join(folder, "node_modules"), { recursive: true });
        output.length = 0;
        check = chosen;
        await runStep(
          await options.findSandbox(),
          {
            name: check,
            command: ["npm", "run", "--silent", check],
            folder,
            readOnly: [{ from: join(dependencies, "node_modules"), to: "/app/node_modules" }],
            scratch: scratchFolders.map((name) => `/app/node_modules/${name}`),
          },
          context,
        );
        return { outcomes: { [check]: "passed" }, output: "" };
      } catch (thrown) {
        if (!(thrown instanceof DeploymentFailure)) throw thrown;
        const { message, fix, excerpt } = thrown.error;
        const lines = output.length > 0 ? output : excerpt;
        return {
          outcomes: { [check]: "failed" },
          output: `${message} ${fix}\n${lines.join("\n").slice(-MAXIMUM_OUTPUT)}`,
        };
      }
    },
  };
};
