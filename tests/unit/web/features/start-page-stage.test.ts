import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { highlightLine } from "#web/features/marketing/stage/highlight-line.ts";
import { code, features, LAST_TICK, sceneAt } from "#web/features/marketing/stage/script.ts";

describe("the picture on the start page", () => {
  test("begins with a plan and ends with every step committed and served", () => {
    expect(sceneAt(0)).toEqual({ state: "planning", planned: 0, done: 0, lines: 0, deployment: null });
    expect(sceneAt(LAST_TICK)).toEqual({
      state: "finished",
      planned: features.length,
      done: features.length,
      lines: code.length,
      deployment: "ready",
    });
  });

  test("never takes back what was planned, committed or written", () => {
    for (let tick = 1; tick <= LAST_TICK; tick += 1) {
      const [before, after] = [sceneAt(tick - 1), sceneAt(tick)];
      expect(after.planned).toBeGreaterThanOrEqual(before.planned);
      expect(after.done).toBeGreaterThanOrEqual(before.done);
      expect(after.lines).toBeGreaterThanOrEqual(before.lines);
      expect(after.done - before.done).toBeLessThanOrEqual(1);
    }
  });
});

test("colouring a line changes no letter of it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.constantFrom(...code), fc.string({ maxLength: 80 })), (line) => {
      expect(
        highlightLine(line)
          .map(({ text }) => text)
          .join(""),
      ).toBe(line);
    }),
  );
});
