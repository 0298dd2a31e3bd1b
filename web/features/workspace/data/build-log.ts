import type { DeploymentLog } from "#core/contracts/index.ts";

/** The log of one build as far as it is known without a hole. */
export interface BuildLog {
  /** Lines 1, 2, 3 … in order. */
  readonly lines: readonly DeploymentLog[];
  /** Lines beyond a hole. */
  readonly held: readonly DeploymentLog[];
}

export const emptyLog: BuildLog = { lines: [], held: [] };

/** True when lines are missing, so that the log has to be asked for from the last line on. */
export const hasMissingLines = (log: BuildLog): boolean => log.held.length > 0;

/** Adds lines that came as events or were read; each line number counts once, whatever the order. */
export const appendLines = (log: BuildLog, incoming: readonly DeploymentLog[]): BuildLog => {
  const fresh = [...log.held, ...incoming].filter(({ line }) => line > log.lines.length);
  if (fresh.length === 0) return log.held.length === 0 ? log : { ...log, held: [] };
  const lines = [...log.lines];
  const held: DeploymentLog[] = [];
  for (const line of fresh.toSorted((one, other) => one.line - other.line)) {
    if (line.line === lines.length + 1) lines.push(line);
    else if (line.line > lines.length + 1 && held.at(-1)?.line !== line.line) held.push(line);
  }
  return { lines, held };
};
