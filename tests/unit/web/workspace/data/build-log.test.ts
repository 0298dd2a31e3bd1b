import fc from "fast-check";
import { expect, test } from "vitest";
import type { DeploymentLog } from "#core/contracts/index.ts";
import { appendLines, emptyLog, hasMissingLines } from "#web/features/workspace/data/build-log.ts";
import { makeId } from "./make-rows.ts";

const makeLine = (line: number): DeploymentLog => ({
  deploymentId: makeId(500),
  line,
  stream: "stdout",
  text: `line ${line}`,
  at: "2026-11-20T10:00:00.000Z",
});

test("A14: lines in any order, in batches of any size and doubled, end in order and once each", () => {
  const numbers = fc.integer({ min: 1, max: 80 }).chain((length) =>
    fc.shuffledSubarray(
      Array.from({ length }, (_, index) => index + 1),
      { minLength: length },
    ),
  );
  fc.assert(
    fc.property(numbers, fc.integer({ min: 1, max: 12 }), (order, size) => {
      let log = emptyLog;
      const twice = [...order, ...order];
      for (let start = 0; start < twice.length; start += size)
        log = appendLines(log, twice.slice(start, start + size).map(makeLine));
      expect(log.lines.map(({ line }) => line)).toEqual(order.toSorted((one, other) => one - other));
      expect(hasMissingLines(log)).toBe(false);
    }),
  );
});

test("a hole is known until a read fills it", () => {
  const log = appendLines(emptyLog, [1, 2, 5].map(makeLine));
  expect(hasMissingLines(log)).toBe(true);
  const filled = appendLines(log, [3, 4].map(makeLine));
  expect(filled.lines).toHaveLength(5);
  expect(hasMissingLines(filled)).toBe(false);
});
