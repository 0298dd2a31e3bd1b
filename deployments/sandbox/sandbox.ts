/** Bounds of one sandboxed command; beyond any of them its whole tree is killed. */
export interface SandboxLimits {
  milliseconds: number;
  memoryBytes: number;
  processes: number;
  /** Largest single file that may be written. */
  fileBytes: number;
  outputBytes: number;
}

export interface SandboxMount {
  from: string;
  to: string;
}

export interface SandboxCommand {
  command: string[];
  /** Host folder that becomes the working folder `/app`, writable. */
  folder: string;
  environment: Record<string, string>;
  readOnly?: SandboxMount[];
  writable?: SandboxMount[];
  limits: SandboxLimits;
  signal: AbortSignal;
  onOutput(stream: "stdout" | "stderr", text: string): void;
}

export type SandboxEnd = "exit" | "time" | "memory" | "processes" | "output" | "canceled";

export interface SandboxResult {
  exitCode: number | null;
  /** Why it ended: by itself, or which bound it broke. */
  end: SandboxEnd;
}

/** What builds and previews of people's code run in: no network, no secrets, no other files, bounded. */
export interface Sandbox {
  readonly name: "bubblewrap" | "namespaces" | "none";
  /** Runs a command to its end. Never throws for what the command does. */
  run(command: SandboxCommand): Promise<SandboxResult>;
}

export const buildLimits: SandboxLimits = {
  milliseconds: 5 * 60_000,
  memoryBytes: 3 * 1024 ** 3,
  processes: 256,
  fileBytes: 1024 ** 3,
  outputBytes: 20 * 1024 * 1024,
};
