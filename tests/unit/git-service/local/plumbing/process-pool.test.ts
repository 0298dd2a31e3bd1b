import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createProcessPool } from "#git-service/local/plumbing/process-pool.ts";

const createFakes = () => {
  const made: { key: string; isAlive: boolean; isBusy: boolean; close(): void }[] = [];
  return {
    made,
    start: (key: string) => {
      const fake = {
        key,
        isAlive: true,
        isBusy: false,
        close: () => {
          fake.isAlive = false;
        },
      };
      made.push(fake);
      return fake;
    },
  };
};

describe("createProcessPool", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("keeps one process a key, and replaces one that died", () => {
    const { made, start } = createFakes();
    const pool = createProcessPool({ start, limit: 4, idleMilliseconds: 1000 });
    const first = pool.get("a");
    expect(pool.get("a")).toBe(first);
    first.close();
    expect(pool.get("a")).not.toBe(first);
    expect(made).toHaveLength(2);
    pool.close();
  });

  it("drops the one used longest ago, and no busy one", () => {
    const { start } = createFakes();
    const pool = createProcessPool({ start, limit: 2, idleMilliseconds: 1000 });
    const [a, b] = [pool.get("a"), pool.get("b")];
    pool.get("a");
    pool.get("c");
    expect([a.isAlive, b.isAlive]).toEqual([true, false]);
    a.isBusy = true;
    pool.get("d");
    expect(a.isAlive).toBe(true);
    expect(pool.size).toBe(2);
    pool.close();
    expect(a.isAlive).toBe(false);
    expect(pool.size).toBe(0);
  });

  it("ends a process that nobody uses, and waits for one that works", () => {
    const { start } = createFakes();
    const pool = createProcessPool({ start, limit: 2, idleMilliseconds: 1000 });
    const process = pool.get("a");
    vi.advanceTimersByTime(900);
    pool.get("a");
    vi.advanceTimersByTime(900);
    expect(process.isAlive).toBe(true);
    process.isBusy = true;
    vi.advanceTimersByTime(5000);
    expect(process.isAlive).toBe(true);
    process.isBusy = false;
    vi.advanceTimersByTime(1000);
    expect(process.isAlive).toBe(false);
    expect(pool.size).toBe(0);
  });
});
