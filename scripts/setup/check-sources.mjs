import { join } from "node:path";
import { binaries, root, toolEnvironment } from "./folders.mjs";
import { withProgress } from "./progress.mjs";
import { runQuietly } from "./run-quietly.mjs";

const checks = [
  ["Format", "oxfmt", ["--check"]],
  ["Lint", "oxlint", []],
  ["Types", "tsc", ["-p", "."]],
];

/** Format, lint and types, before any test: what `npm run check` does first. Throws SetupError with what the tool says. */
export const checkSources = () =>
  withProgress("Checking format, lint and types", async () => {
    for (const [what, command, parameters] of checks) {
      await runQuietly(join(binaries, command), parameters, { what, cwd: root, env: toolEnvironment() });
    }
  });
