import { describe, expect, it } from "vitest";
import { findNameCollision } from "#git-service/paths/find-name-collision.ts";

describe("findNameCollision", () => {
  it.each([
    ["README.md", "readme.md"],
    ["caf\u00E9", "cafe\u0301"],
    ["stra\u00DFe", "STRASSE"],
    ["\u212A.txt", "k.txt"],
  ])("sees %j and %j as one file", (one, other) => {
    expect(findNameCollision([one, "x", other])).toEqual([one, other]);
  });

  it("lets names pass that only look alike", () => {
    expect(findNameCollision(["a", "b", "a.ts", "A-b", "aa"])).toBeNull();
  });

  it("forgives a collision that was there before", () => {
    const names = ["A", "a", "b"];
    expect(findNameCollision(names, new Set(["b"]))).toBeNull();
    expect(findNameCollision(names, new Set(["a"]))).toEqual(["A", "a"]);
    expect(findNameCollision(names, new Set(["A"]))).toEqual(["A", "a"]);
  });
});
