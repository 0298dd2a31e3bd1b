import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createBuildSlots } from "#deployments/hosts/local/create-build-slots.ts";

const never = () => new AbortController().signal;

describe("build slots", () => {
  it("let as many builds run as there are, in the order they came", async () => {
    const slots = createBuildSlots(2);
    let running = 0;
    let most = 0;
    const order: number[] = [];
    const waited: number[] = [];
    const build = (id: number) =>
      slots.use(
        never(),
        async () => {
          order.push(id);
          running += 1;
          most = Math.max(most, running);
          await setTimeout(5);
          running -= 1;
        },
        () => waited.push(id),
      );
    await Promise.all([1, 2, 3, 4, 5].map(build));
    expect({ most, order, waited }).toEqual({ most: 2, order: [1, 2, 3, 4, 5], waited: [3, 4, 5] });
  });

  it("free the place of one that fails, and of one that is canceled while it waits", async () => {
    const slots = createBuildSlots(1);
    const broken = slots.use(
      never(),
      () => setTimeout(10).then(() => Promise.reject(new Error("broken"))),
      () => undefined,
    );
    const controller = new AbortController();
    let isRun = false;
    const canceled = slots.use(
      controller.signal,
      async () => void (isRun = true),
      () => undefined,
    );
    const last = slots.use(
      never(),
      async () => "built",
      () => undefined,
    );
    controller.abort(new Error("canceled"));
    await expect(canceled).rejects.toThrow("canceled");
    await expect(broken).rejects.toThrow("broken");
    expect(await last).toBe("built");
    expect(isRun).toBe(false);
  });
});
