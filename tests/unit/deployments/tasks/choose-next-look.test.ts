import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseNextLook } from "#deployments/tasks/choose-next-look.ts";

describe("when a deployment is looked at next", () => {
  it("comes soon at first, and later the longer a build takes", () => {
    expect([0, 40, 100, 1_000].map((age) => chooseNextLook(age, 0.5))).toEqual([2, 5, 12.5, 20]);
  });

  it("A4: never leaves more than 25 s without a look, and spreads those that began together", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (age, random) => {
          const seconds = chooseNextLook(age, random);
          expect(seconds).toBeGreaterThanOrEqual(1.5);
          expect(seconds).toBeLessThanOrEqual(25);
        },
      ),
    );
    expect(chooseNextLook(100, 0)).not.toBe(chooseNextLook(100, 1));
  });
});
