import { chmod } from "node:fs/promises";
import type { DeployContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../../errors/deployment-failure.ts";
import { normaliseBuildError } from "../../errors/normalise-build-error.ts";
import { buildLimits, type Sandbox, type SandboxMount } from "../../sandbox/sandbox.ts";

export interface BuildStep {
  name: string;
  command: string[];
  folder: string;
  environment?: Record<string, string>;
  readOnly?: SandboxMount[];
  writable?: SandboxMount[];
}

const KEPT_LINES = 400;

/**
 * Runs one step of a build in the sandbox, its output line by line in the deployment's log. Throws DeploymentFailure
 * with the normalised cause when it fails, and the signal's reason when it was canceled.
 */
export const runStep = async (
  sandbox: Sandbox,
  step: BuildStep,
  context: Pick<DeployContext, "signal" | "log">,
): Promise<void> => {
  const kept: string[] = [];
  const rest = { stdout: "", stderr: "" };
  const emit = (stream: "stdout" | "stderr", line: string): void => {
    kept.push(line);
    if (kept.length > KEPT_LINES) kept.shift();
    context.log(stream, line);
  };
  await chmod(step.folder, 0o777);
  const { exitCode, end } = await sandbox.run({
    command: step.command,
    folder: step.folder,
    environment: step.environment ?? {},
    readOnly: step.readOnly ?? [],
    writable: step.writable ?? [],
    limits: buildLimits,
    signal: context.signal,
    onOutput: (stream, text) => {
      const lines = (rest[stream] + text).split(/\r?\n/);
      rest[stream] = lines.pop() ?? "";
      for (const line of lines) emit(stream, line);
    },
  });
  for (const stream of ["stdout", "stderr"] as const) if (rest[stream] !== "") emit(stream, rest[stream]);
  context.signal.throwIfAborted();
  if (exitCode !== 0 || end !== "exit") throw new DeploymentFailure(normaliseBuildError(step.name, kept, end));
};
