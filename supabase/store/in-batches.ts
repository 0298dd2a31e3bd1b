/** Commit ids per request: 100 of them keep the address below 5 kB, and proxies refuse from 8 kB on. */
const BATCH = 100;

/** Asks for many names in several requests at once, and joins what comes back. */
export const inBatches = async <Row>(names: string[], ask: (batch: string[]) => Promise<Row[]>): Promise<Row[]> => {
  const batches = Array.from({ length: Math.ceil(names.length / BATCH) }, (_, index) =>
    names.slice(index * BATCH, (index + 1) * BATCH),
  );
  return (await Promise.all(batches.map(ask))).flat();
};
