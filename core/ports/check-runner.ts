export type CheckOutcome = "passed" | "failed" | "skipped";

export interface CheckReport {
  /** By check name: typecheck, build, test. */
  outcomes: Record<string, CheckOutcome>;
  /** Output of what failed, shortened to what a model can read. */
  output: string;
}

/** Runs a project's own typecheck and build on the files of a would-be commit, in the sandbox. */
export interface CheckRunner {
  /** `folder` holds a complete checkout. Never throws for a failing check; throws SandboxError when it cannot run. */
  run(folder: string, signal: AbortSignal): Promise<CheckReport>;
}
