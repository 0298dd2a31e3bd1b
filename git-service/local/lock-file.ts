import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import type { Clock } from "#core/ports/clock.ts";

export const LOCK_STALE_MILLISECONDS = 30_000;
const ATTEMPTS = 200;
const PAUSE_MILLISECONDS = 5;

/** Whether an error of the file system has this code. */
export const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

/** Removes a lock whose process must have died: git and we hold one for milliseconds. Answers whether it did. */
export const removeStaleLock = async (path: string, now: Date): Promise<boolean> => {
  try {
    if (now.getTime() - (await stat(path)).mtimeMs < LOCK_STALE_MILLISECONDS) return false;
    await rm(path);
    return true;
  } catch (error) {
    return hasCode(error, "ENOENT");
  }
};

/**
 * Runs a task while holding `<path>.lock`, made exclusively as git makes it, so that git processes and we keep out of
 * each other's way. The task gets the open lock file and answers whether it becomes the file itself.
 */
export const withLockFile = async (
  path: string,
  clock: Clock,
  task: (lock: { write(text: string): Promise<void> }) => Promise<boolean>,
): Promise<void> => {
  const lockPath = `${path}.lock`;
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 1; ; attempt += 1) {
    try {
      const file = await open(lockPath, "wx", 0o644);
      let isKept = false;
      try {
        isKept = await task({
          write: async (text) => {
            await file.writeFile(text);
            await file.sync();
          },
        });
      } finally {
        await file.close();
        if (isKept) await rename(lockPath, path);
        else await rm(lockPath, { force: true });
      }
      return;
    } catch (error) {
      if (!hasCode(error, "EEXIST") || attempt >= ATTEMPTS) throw error;
      if (!(await removeStaleLock(lockPath, clock.now()))) await clock.sleep(PAUSE_MILLISECONDS);
    }
  }
};
