export interface RetryOptions {
  signal: AbortSignal;
  onError?: (error: unknown) => void;
  /** Milliseconds before the second try; doubled for each further one. */
  first?: number;
  longest?: number;
}

const wait = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener(
      "abort",
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });

/** Tries until it works or the signal is aborted, waiting longer each time. Never rejects. */
export const retryUntilDone = async (attempt: () => Promise<void>, options: RetryOptions): Promise<void> => {
  const { signal, onError, first = 500, longest = 15_000 } = options;
  for (let pause = first; !signal.aborted; pause = Math.min(pause * 2, longest)) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (signal.aborted) return;
      onError?.(error);
    }
    await wait(pause, signal);
  }
};
