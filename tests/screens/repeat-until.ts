import type { Locator } from "playwright-core";

const PATIENCE_MILLISECONDS = 90_000;
const PAUSE_MILLISECONDS = 1_000;

/**
 * Does something until what it leads to is there. A page answers to keys and events once its script runs, and nothing
 * on it tells when that is.
 */
export const repeatUntil = async (act: () => Promise<unknown>, sign: Locator): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    await act();
    try {
      await sign.waitFor({ timeout: PAUSE_MILLISECONDS });
      return;
    } catch (thrown) {
      if (Date.now() > deadline) throw thrown;
    }
  }
};
