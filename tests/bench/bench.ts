/** One measured case of a bench: ours beside the baseline, taken in the same run. */
export interface BenchRow {
  case: string;
  ours: number;
  /** Null where the goal is absolute. */
  baseline: number | null;
  /** Empty for a figure without one. */
  unit: "ms" | "s" | "MB" | "kB" | "per s" | "";
  /** The goal in words, as ACCEPTANCE spells it. */
  goal: string;
  isMet: boolean;
}

/** A row P1 to P12 of the acceptance list. */
export interface Bench {
  id: string;
  title: string;
  run(): Promise<BenchRow[]>;
}

/** The value below which the given share of the samples lies; `share` from 0 to 1. */
export const percentile = (samples: number[], share: number): number => {
  const sorted = samples.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
};

export const median = (samples: number[]): number => percentile(samples, 0.5);
