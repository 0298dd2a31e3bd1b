import { expect, test } from "vitest";
import { findAhead, findCurrentRun, isTakenBack } from "#web/features/workspace/data/prompt-queue.ts";
import { makeId, makeRun } from "./make-rows.ts";

const minute = (number: number): string => `2026-03-02T09:0${number}:00.000Z`;
const asking = makeRun({ id: makeId(1), state: "waiting", createdAt: minute(1), startedAt: minute(1) });
const next = makeRun({ id: makeId(2), state: "queued", createdAt: minute(2), startedAt: null });
const last = makeRun({ id: makeId(3), state: "queued", createdAt: minute(3), startedAt: null });
const elsewhere = makeRun({ id: makeId(4), branch: "letscode/other-1", state: "running", createdAt: minute(0) });

test("a waiting prompt knows what comes before it on its branch", () => {
  const runs = [last, next, asking, elsewhere];
  expect(findAhead(last, runs).map(({ id }) => id)).toEqual([next.id, asking.id]);
  expect(findAhead(next, runs).map(({ id }) => id)).toEqual([asking.id]);
  expect(findAhead(next, [next, elsewhere])).toEqual([]);
  expect(findAhead({ ...last, startedAt: minute(3) }, runs)).toEqual([]);
});

test("a branch is about the run that is at work, not about what waits behind it or was taken back", () => {
  expect(findCurrentRun([last, next, asking])?.id).toBe(asking.id);
  expect(findCurrentRun([last, next])?.id).toBe(next.id);
  const takenBack = makeRun({ id: makeId(5), state: "stopped", createdAt: minute(5), startedAt: null });
  expect(isTakenBack(takenBack)).toBe(true);
  expect(findCurrentRun([takenBack, { ...asking, state: "finished" }])?.id).toBe(asking.id);
  expect(findCurrentRun([takenBack])).toBeNull();
});
