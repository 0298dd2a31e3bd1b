import fc from "fast-check";
import { expect, test } from "vitest";
import { advanceTo, emptyTracker, hasHole, noteSeq } from "#web/features/workspace/data/seq-tracker.ts";

const sequence = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

test("A14: any order of all numbers, each any number of times, ends without a hole", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 1, max: 60 })
        .chain((length) =>
          fc.tuple(
            fc.constant(length),
            fc.shuffledSubarray(sequence(length), { minLength: length }),
            fc.array(fc.integer({ min: 1, max: length })),
          ),
        ),
      ([length, order, repeated]) => {
        const tracker = [...order, ...repeated].reduce(noteSeq, emptyTracker);
        expect(tracker.upTo).toBe(length);
        expect(hasHole(tracker)).toBe(false);
      },
    ),
  );
});

test("A14: a lost number below one that was seen is a hole until a read has covered it", () => {
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 60 })
        .chain((length) => fc.tuple(fc.constant(length), fc.integer({ min: 1, max: length - 1 }))),
      ([length, lost]) => {
        const tracker = sequence(length)
          .filter((seq) => seq !== lost)
          .reduce(noteSeq, emptyTracker);
        expect(tracker.upTo).toBe(lost - 1);
        expect(hasHole(tracker)).toBe(true);
        const filled = advanceTo(tracker, lost);
        expect(filled.upTo).toBe(length);
        expect(hasHole(filled)).toBe(false);
      },
    ),
  );
});

test("a read that is older than what is accounted for takes nothing back", () => {
  const tracker = [1, 2, 3].reduce(noteSeq, emptyTracker);
  expect(advanceTo(tracker, 2)).toBe(tracker);
  expect(noteSeq(tracker, 2)).toBe(tracker);
});
