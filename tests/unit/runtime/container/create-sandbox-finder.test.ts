import { describe, expect, it } from "vitest";
import { createSandboxFinder } from "#runtime/container/create-sandbox-finder.ts";
import { SandboxMissingError, type detectSandbox } from "#deployments/index.ts";

const sandbox = {
  name: "bubblewrap" as const,
  run: () => Promise.reject(new Error("unused")),
  findPort: async (wanted: number) => wanted,
};

describe("createSandboxFinder", () => {
  it("looks once, even for many who ask at the same time", async () => {
    let looks = 0;
    const find = createSandboxFinder(
      "auto",
      () => new Date(0),
      async () => {
        looks += 1;
        return sandbox;
      },
    );
    expect(await Promise.all([find(), find(), find()])).toEqual([sandbox, sandbox, sandbox]);
    expect(looks).toBe(1);
  });

  it("remembers for half a minute that there is none, and then looks again", async () => {
    let now = 0;
    let looks = 0;
    const detect: typeof detectSandbox = async () => {
      looks += 1;
      if (looks === 1) throw new SandboxMissingError("nothing there");
      return sandbox;
    };
    const find = createSandboxFinder("auto", () => new Date(now), detect);
    now = 1_000;
    await expect(find()).rejects.toThrow(SandboxMissingError);
    now = 20_000;
    await expect(find()).rejects.toThrow(SandboxMissingError);
    now = 32_000;
    expect(await find()).toBe(sandbox);
    expect(looks).toBe(2);
  });
});
