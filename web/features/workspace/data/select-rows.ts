import type { WorkspaceState } from "./workspace-state.ts";

/** Sorted lists of the store's tables. Each is made once per version of its table. */
const cache = new WeakMap<object, readonly unknown[]>();

/** Rows by when they were made, newest first; equal instants by `seq`. */
export const newestFirst = <Row extends { createdAt: string; seq: number }>(
  rows: ReadonlyMap<string, Row>,
): readonly Row[] => {
  const known = cache.get(rows);
  // The cache is filled below and nowhere else, always with rows of the map that is its key.
  if (known !== undefined) return known as readonly Row[];
  const sorted = [...rows.values()].toSorted(
    (one, other) => other.createdAt.localeCompare(one.createdAt) || other.seq - one.seq,
  );
  cache.set(rows, sorted);
  return sorted;
};

/**
 * Makes a selector of one run's rows of a table. It answers the same list until a row of that run changes, whatever
 * happens to the rows of others.
 */
export const createRunRowsSelector = <Row extends { runId: string | null }>(
  pick: (state: WorkspaceState) => ReadonlyMap<string, Row>,
  runId: string,
): ((state: WorkspaceState) => readonly Row[]) => {
  let rows: ReadonlyMap<string, Row> | null = null;
  let shown: readonly Row[] = [];
  return (state) => {
    const current = pick(state);
    if (rows === current) return shown;
    rows = current;
    const next = [...current.values()].filter((row) => row.runId === runId);
    if (next.length !== shown.length || next.some((row, index) => row !== shown[index])) shown = next;
    return shown;
  };
};
