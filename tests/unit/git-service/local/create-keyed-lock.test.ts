import { describe, expect, it } from "vitest";
import { createKeyedLock } from "#git-service/local/create-keyed-lock.ts";

const wait = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("createKeyedLock", () => {
  it("runs tasks of one key one after another, also behind one that failed", async () => {
    const lock = createKeyedLock();
    let running = 0;
    let most = 0;
    const task = (result: string) => async () => {
      running += 1;
      most = Math.max(most, running);
      await wait();
      running -= 1;
      if (result === "fail") throw new Error("failed");
      return result;
    };
    const results = await Promise.allSettled([lock("a", task("1")), lock("a", task("fail")), lock("a", task("3"))]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(most).toBe(1);
  });

  it("lets other keys go on", async () => {
    const lock = createKeyedLock();
    const gate = Promise.withResolvers<void>();
    const blocked = lock("a", () => gate.promise);
    expect(await lock("b", async () => "done")).toBe("done");
    gate.resolve();
    await blocked;
  });
});
