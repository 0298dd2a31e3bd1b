import type { DeployContext } from "#core/ports/deploy-host.ts";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import { normaliseBuildError } from "../errors/normalise-build-error.ts";
import { buildLimits, type Sandbox, type SandboxLimits, type SandboxMount } from "./sandbox.ts";

export interface BuildStep {
  name: string;
  command: string[];
  folder: string;
  environment?: Record<string, string>;
  readOnly?: SandboxMount[];
  writable?: SandboxMount[];
  scratch?: string[];
  limits?: Partial<SandboxLimits>;
}

const KEPT_LINES = 400;
const MAXIMUM_LINE_LENGTH = 64 * 1024;

/** Cuts a stream of text into lines. A line drawn over by carriage returns, as progress bars are, counts as its last state. */
export const createLineSplitter = (emit: (line: string) => void): { write(text: string): void; end(): void } => {
  let rest = "";
  const show = (line: string): void => emit(line.replace(/\r+$/, "").replace(/^.*\r/s, ""));
  return {
    write: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) show(line);
      if (rest.length > MAXIMUM_LINE_LENGTH) {
        show(rest);
        rest = "";
      }
    },
    end: () => {
      if (rest !== "") show(rest);
      rest = "";
    },
  };
};

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
  const createSplitter = (stream: "stdout" | "stderr") =>
    createLineSplitter((line) => {
      kept.push(line);
      if (kept.length > KEPT_LINES) kept.shift();
      context.log(stream, line);
    });
  const splitters = { stdout: createSplitter("stdout"), stderr: createSplitter("stderr") };
  const { name, limits, environment = {}, ...command } = step;
  const { exitCode, end } = await sandbox.run({
    ...command,
    environment,
    limits: { ...buildLimits, ...limits },
    signal: context.signal,
    onOutput: (stream, text) => splitters[stream].write(text),
  });
  splitters.stdout.end();
  splitters.stderr.end();
  context.signal.throwIfAborted();
  if (exitCode !== 0 || end !== "exit") throw new DeploymentFailure(normaliseBuildError(name, kept, end, exitCode));
};
