export interface Cleanup {
  /** Runs before everything added earlier. */
  add(step: () => Promise<unknown> | void): void;
  /** Undoes everything once, the latest first; a step that fails does not keep the others from running. */
  run(): Promise<void>;
}

const STEP_MILLISECONDS = 10_000;

const limit = async (step: Promise<unknown> | void): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), STEP_MILLISECONDS);
  });
  await Promise.race([step, late]).finally(() => clearTimeout(timer));
};

/** What has to be undone, in the order opposite to how it was done. A step that hangs is left behind after a while. */
export const createCleanup = (onFailure: (thrown: unknown) => void): Cleanup => {
  const steps: (() => Promise<unknown> | void)[] = [];
  let running: Promise<void> | null = null;
  const runAll = async (): Promise<void> => {
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
      try {
        await limit(step());
      } catch (thrown) {
        onFailure(thrown);
      }
    }
  };
  return { add: (step) => void steps.push(step), run: () => (running ??= runAll()) };
};
