import { describe, expect, it } from "vitest";
import { findRollback, readTimes } from "#web/features/deployments/deployment-times.ts";
import { makeDeployment } from "../../workspace/data/make-rows.ts";

const at = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const production = (digit: string, isCurrent = false) =>
  makeDeployment({ environment: "production", state: "ready", commitSha: digit.repeat(40), isCurrent });

describe("times of a deployment", () => {
  it("are what it waited and what it was built, until now where it has not ended", () => {
    expect(readTimes({ createdAt: at(10), startedAt: at(14), finishedAt: at(20) }, 0)).toEqual({
      queued: 4_000,
      built: 6_000,
    });
    expect(readTimes({ createdAt: at(10), startedAt: at(14), finishedAt: null }, 16_000)).toEqual({
      queued: 4_000,
      built: 2_000,
    });
    expect(readTimes({ createdAt: at(10), startedAt: null, finishedAt: null }, 12_000)).toEqual({
      queued: 2_000,
      built: null,
    });
    expect(readTimes({ createdAt: at(10), startedAt: null, finishedAt: at(11) }, 99_000).queued).toBe(1_000);
  });
});

describe("where a roll back leads", () => {
  it("is the production before that served another commit", () => {
    const [newest, served, again, before] = [production("4"), production("3", true), production("3"), production("2")];
    expect(findRollback([newest, served, again, before])).toBe(before);
  });

  it("is nowhere when nothing is served, or nothing was before", () => {
    expect(findRollback([production("3")])).toBeNull();
    expect(findRollback([production("3", true)])).toBeNull();
    expect(findRollback([production("3", true), { ...production("2"), state: "error" }])).toBeNull();
  });
});
