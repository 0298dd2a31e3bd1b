/**
 * Runs work at most once at a time per key. Calls that come meanwhile are joined into one more run, so that what
 * they want is surely in what that one reads. The work itself must not reject.
 */
export const createOneAtATime = (): ((key: string, work: () => Promise<void>) => void) => {
  const running = new Map<string, { isWanted: boolean }>();
  const run = async (key: string, entry: { isWanted: boolean }, work: () => Promise<void>): Promise<void> => {
    while (entry.isWanted) {
      entry.isWanted = false;
      await work();
    }
    running.delete(key);
  };
  return (key, work) => {
    const current = running.get(key);
    if (current !== undefined) {
      current.isWanted = true;
      return;
    }
    const entry = { isWanted: true };
    running.set(key, entry);
    void run(key, entry, work);
  };
};
