import { describe, expect, it } from "vitest";
import { readRepair } from "#web/features/workspace/console/read-repair.ts";
import { makeActivity, makeId, makeRun } from "../data/make-rows.ts";

const deploymentId = makeId(70);
const run = makeRun({ id: makeId(7) });
const started = makeActivity({
  action: "deployment.repair_started",
  runId: run.id,
  details: { deploymentId, isAutomatic: true, attempt: 2, maximumAttempts: 3 },
});
const stopped = makeActivity({ action: "deployment.repair_stopped", details: { deploymentId, reason: "same_cause" } });
const runsWith = (state: typeof run.state) => new Map([[run.id, { ...run, state }]]);

describe("the repair of a failed build, as the workspace tells it", () => {
  it("is none while the log has no line about this very deployment", () => {
    const other = { ...started, details: { ...started.details, deploymentId: makeId(71) } };
    expect(readRepair(deploymentId, [other], runsWith("running"))).toEqual({ kind: "none" });
  });

  it("is at work while its run is, or is not known yet", () => {
    expect(readRepair(deploymentId, [started], runsWith("running"))).toMatchObject({
      kind: "working",
      attempt: "attempt 2 of 3",
    });
    expect(readRepair(deploymentId, [started], new Map())).toMatchObject({ kind: "working", run: null });
  });

  it.each(["finished", "failed", "stopped", "waiting", "interrupted"] as const)(
    "may be asked for again: %s",
    (state) => {
      expect(readRepair(deploymentId, [started], runsWith(state)).kind).toBe("ended");
    },
  );

  it("says why it stopped; the newest line counts", () => {
    expect(readRepair(deploymentId, [stopped, started], runsWith("finished"))).toMatchObject({
      kind: "stopped",
      text: expect.stringContaining("same cause"),
    });
  });
});
