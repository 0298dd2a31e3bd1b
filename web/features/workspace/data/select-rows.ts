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
