import { expect, test } from "vitest";
import { toVitals } from "#tests/bench/read-vitals.ts";

const entry = (entryType: string, startTime: number, more: object = {}) => ({
  entryType,
  startTime,
  duration: 0,
  interactionId: 0,
  value: 0,
  hadRecentInput: false,
  ...more,
});

test("the last of the largest paints, the slowest interaction and the worst burst of shifts count", () => {
  const vitals = toVitals([
    entry("largest-contentful-paint", 300),
    entry("largest-contentful-paint", 700),
    entry("event", 900, { duration: 400 }),
    entry("event", 1_000, { duration: 64, interactionId: 7 }),
    entry("layout-shift", 1_000, { value: 0.01 }),
    entry("layout-shift", 1_500, { value: 0.02 }),
    entry("layout-shift", 4_000, { value: 0.025 }),
    entry("layout-shift", 4_100, { value: 0.5, hadRecentInput: true }),
  ]);
  expect(vitals.largestPaint).toBe(700);
  expect(vitals.slowestInteraction).toBe(64);
  expect(vitals.layoutShift).toBeCloseTo(0.03);
});

test("a page that painted nothing has no figure, rather than a good one", () => {
  expect(toVitals([]).largestPaint).toBeNaN();
});
