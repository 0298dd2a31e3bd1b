/** Bounds of one sandboxed command; beyond any of them its whole tree is killed. */
export interface SandboxLimits {
  milliseconds: number;
  memoryBytes: number;
  processes: number;
  /** Largest single file that may be written. */
  fileBytes: number;
  /** What the writable folders may hold together, and what lies in /tmp. */
  diskBytes: number;
  outputBytes: number;
  /** How often memory and processes are looked at; the disk is looked at every fourth time. */
  watchMilliseconds: number;
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
  /** Folders inside that exist already and are overlaid by an empty one of their own, in memory. */
  scratch?: string[];
  limits: SandboxLimits;
  signal: AbortSignal;
  onOutput(stream: "stdout" | "stderr", text: string): void;
}

/** `exit`: by itself. `canceled`: by the signal. Else the bound it broke. */
export type SandboxEnd = "exit" | "time" | "memory" | "processes" | "disk" | "output" | "canceled";

export interface SandboxResult {
  exitCode: number | null;
  end: SandboxEnd;
}

/** What builds and previews of people's code run in: no network, no secrets, no other files, bounded. */
export interface Sandbox {
  readonly name: "bubblewrap" | "namespaces" | "none";
  /** Runs a command to its end. Never throws for what the command does. */
  run(command: SandboxCommand): Promise<SandboxResult>;
  /** A port to listen on inside: the wanted one where the network is the command's own, a free one of the machine else. */
  findPort(wanted: number): Promise<number>;
}

const megabyte = 1024 ** 2;

export const buildLimits: SandboxLimits = {
  milliseconds: 5 * 60_000,
  memoryBytes: 3 * 1024 * megabyte,
  processes: 256,
  fileBytes: 1024 * megabyte,
  diskBytes: 2 * 1024 * megabyte,
  outputBytes: 20 * megabyte,
  watchMilliseconds: 250,
};

/** A preview's server may run for a day; it is started again when somebody comes. */
export const serverLimits: SandboxLimits = {
  ...buildLimits,
  milliseconds: 86_400_000,
  memoryBytes: 1024 * megabyte,
  processes: 64,
  outputBytes: Number.POSITIVE_INFINITY,
  watchMilliseconds: 1_000,
};
