export interface Cleanup {
  /** Runs before everything added earlier. */
  add(step: () => Promise<unknown> | void): void;
  /** Undoes everything once, the latest first; a step that fails does not keep the others from running. */
  run(): Promise<void>;
}

/** What has to be undone, in the order opposite to how it was done. */
export const createCleanup = (onFailure: (thrown: unknown) => void): Cleanup => {
  const steps: (() => Promise<unknown> | void)[] = [];
  let running: Promise<void> | null = null;
  const runAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await step();
      } catch (thrown) {
        onFailure(thrown);
      }
    }
  };
  return { add: (step) => void steps.push(step), run: () => (running ??= runAll()) };
};
