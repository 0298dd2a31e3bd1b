import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createShareWork } from "#deployments/dependencies/share-work.ts";

const never = () => new AbortController().signal;

const finish = async (signal: AbortSignal): Promise<string> => {
  await setTimeout(30);
  signal.throwIfAborted();
  return "done";
};
const fail = async (): Promise<string> => {
  await setTimeout(1);
  throw new Error("broken");
};

describe("shared work", () => {
  it("is done once for all who want it at the same time, and anew afterwards", async () => {
    const share = createShareWork<number>();
    let count = 0;
    const start = async (): Promise<number> => {
      await setTimeout(5);
      return ++count;
    };
    expect(await Promise.all([share("a", never(), start), share("a", never(), start)])).toEqual([1, 1]);
    expect(await share("a", never(), start)).toBe(2);
    expect(await share("b", never(), start)).toBe(3);
  });

  it("goes on for the others when one of them gives up", async () => {
    const share = createShareWork<string>();
    const first = new AbortController();
    const given = share("a", first.signal, finish);
    const kept = share("a", never(), finish);
    first.abort(new Error("canceled"));
    await expect(given).rejects.toThrow("canceled");
    expect(await kept).toBe("done");
  });

  it("is given up when nobody wants it any more, and can be begun again at once", async () => {
    const share = createShareWork<string>();
    const controller = new AbortController();
    let isStopped = false;
    const slow = share(
      "a",
      controller.signal,
      (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            isStopped = true;
            reject(signal.reason);
          });
        }),
    );
    controller.abort(new Error("canceled"));
    await expect(slow).rejects.toThrow("canceled");
    expect(isStopped).toBe(true);
    expect(await share("a", never(), async () => "fresh")).toBe("fresh");
  });

  it("fails for all of them alike", async () => {
    const share = createShareWork<string>();
    const results = await Promise.allSettled([share("a", never(), fail), share("a", never(), fail)]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  });
});
