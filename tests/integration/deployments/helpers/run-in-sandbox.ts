import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { detectSandbox } from "#deployments/sandbox/detect-sandbox.ts";
import {
  buildLimits,
  type Sandbox,
  type SandboxCommand,
  type SandboxLimits,
  type SandboxResult,
} from "#deployments/sandbox/sandbox.ts";

/** The sandboxes that work on this machine; a test that needs one is skipped where it is missing. */
export const findSandboxes = async (): Promise<Sandbox[]> => {
  const found = await Promise.all(
    (["bubblewrap", "namespaces"] as const).map((name) => detectSandbox(name).catch(() => null)),
  );
  return found.filter((one) => one !== null);
};

export interface Ran extends SandboxResult {
  output: string;
  milliseconds: number;
}

/** Runs a command in a sandbox, in a folder of its own unless one is given. */
export const runInSandbox = async (
  sandbox: Sandbox,
  command: string[],
  options: Partial<Omit<SandboxCommand, "command" | "limits">> & { limits?: Partial<SandboxLimits> } = {},
): Promise<Ran> => {
  const own = options.folder === undefined ? await mkdtemp(join(tmpdir(), "letscode-test-")) : null;
  const started = performance.now();
  let output = "";
  try {
    const result = await sandbox.run({
      environment: {},
      signal: new AbortController().signal,
      onOutput: (_, text) => {
        output += text;
      },
      ...options,
      folder: options.folder ?? own ?? "",
      command,
      limits: { ...buildLimits, milliseconds: 30_000, ...options.limits },
    });
    return { ...result, output, milliseconds: performance.now() - started };
  } finally {
    if (own !== null) await rm(own, { recursive: true, force: true });
  }
};
