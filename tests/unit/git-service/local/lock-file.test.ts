import { mkdtemp, readFile, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LOCK_STALE_MILLISECONDS, removeStaleLock, withLockFile } from "#git-service/local/lock-file.ts";
import { systemClock } from "#runtime/container/system-clock.ts";

const age = async (path: string, milliseconds: number) => {
  const at = new Date(Date.now() - milliseconds);
  await utimes(path, at, at);
};

describe("lock files", () => {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-lock-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  it("keep two writers apart and leave no lock", async () => {
    const path = join(folder, "deep/ref");
    const add = () =>
      withLockFile(path, systemClock, async (lock) => {
        const before = await readFile(path, "utf8").catch(() => "");
        await lock.write(`${before}x`);
        return true;
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect(await readFile(path, "utf8")).toBe("x".repeat(20));
    expect(await readdir(join(folder, "deep"))).toEqual(["ref"]);
  });

  it("are let go when the task throws, and the file stays as it was", async () => {
    const path = join(folder, "ref");
    await writeFile(path, "old");
    const failing = withLockFile(path, systemClock, async (lock) => {
      await lock.write("new");
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await readFile(path, "utf8")).toBe("old");
    expect(await readdir(folder)).toEqual(["ref"]);
  });

  it("of a dead process are taken away after a while, a fresh one is not", async () => {
    const path = join(folder, "ref.lock");
    await writeFile(path, "");
    expect(await removeStaleLock(path, new Date())).toBe(false);
    await age(path, LOCK_STALE_MILLISECONDS + 1000);
    await withLockFile(join(folder, "ref"), systemClock, async (lock) => {
      await lock.write("mine");
      return true;
    });
    expect(await readFile(join(folder, "ref"), "utf8")).toBe("mine");
  });
});
