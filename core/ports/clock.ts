/** Time, injected so that tests own it. */
export interface Clock {
  now(): Date;
  /** Resolves after so many milliseconds, or rejects with the signal's reason when aborted. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
