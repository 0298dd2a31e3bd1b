import type { Config } from "#core/config/index.ts";
import { detectSandbox, type Sandbox } from "#deployments/index.ts";

const RETRY_MILLISECONDS = 30_000;

/**
 * Finds the sandbox once and remembers it. That there is none is remembered for half a minute only, so that
 * installing one helps without a restart.
 */
export const createSandboxFinder = (
  setting: Config["sandbox"],
  now: () => Date,
  detect: typeof detectSandbox = detectSandbox,
): (() => Promise<Sandbox>) => {
  let found: Promise<Sandbox> | null = null;
  let failedAt = 0;
  return () => {
    if (found !== null && failedAt > 0 && now().getTime() - failedAt > RETRY_MILLISECONDS) found = null;
    if (found === null) {
      failedAt = 0;
      found = detect(setting);
      found.catch(() => {
        failedAt = now().getTime();
      });
    }
    return found;
  };
};
