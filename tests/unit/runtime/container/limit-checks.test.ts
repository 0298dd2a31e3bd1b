import { describe, expect, it } from "vitest";
import type { CheckReport } from "#core/ports/check-runner.ts";
import { limitChecks } from "#runtime/container/limit-checks.ts";

const report: CheckReport = { outcomes: {}, output: "" };
const signal = new AbortController().signal;

describe("limitChecks", () => {
  it("lets no more than so many run at a time, and all of them in the end", async () => {
    let running = 0;
    let most = 0;
    const limited = limitChecks(
      {
        run: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setTimeout(resolve, 5));
          running -= 1;
          return report;
        },
      },
      2,
    );
    const all = await Promise.all(Array.from({ length: 9 }, () => limited.run("folder", signal)));
    expect(all).toHaveLength(9);
    expect(most).toBe(2);
  });

  it("gives the place of one that fails, or was called off, to the next", async () => {
    let calls = 0;
    const limited = limitChecks(
      {
        run: async () => {
          calls += 1;
          if (calls === 1) throw new Error("broken");
          return report;
        },
      },
      1,
    );
    await expect(limited.run("folder", signal)).rejects.toThrow("broken");
    await expect(limited.run("folder", AbortSignal.abort(new Error("called off")))).rejects.toThrow("called off");
    expect(await limited.run("folder", signal)).toBe(report);
    expect(calls).toBe(2);
  });
});
