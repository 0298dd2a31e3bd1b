import { describe, expect, it } from "vitest";
import { createSemaphore } from "#git-service/http/create-semaphore.ts";

const never = new AbortController().signal;

describe("createSemaphore", () => {
  it("lets so many in and the next one when one leaves, in order", async () => {
    const places = createSemaphore(2);
    const leave = [await places.acquire(never), await places.acquire(never)];
    const order: string[] = [];
    const third = places.acquire(never).then((release) => (order.push("third"), release));
    const fourth = places.acquire(never).then((release) => (order.push("fourth"), release));
    await Promise.resolve();
    expect(order).toEqual([]);
    leave[0]?.();
    leave[0]?.();
    (await third)();
    (await fourth)();
    expect(order).toEqual(["third", "fourth"]);
  });

  it("forgets who leaves the queue", async () => {
    const places = createSemaphore(1);
    const leave = await places.acquire(never);
    const gone = new AbortController();
    const waiting = places.acquire(gone.signal);
    gone.abort(new Error("gone"));
    await expect(waiting).rejects.toThrow("gone");
    const next = places.acquire(never);
    leave();
    (await next)();
    await expect(places.acquire(gone.signal)).rejects.toThrow("gone");
    (await places.acquire(never))();
  });
});
