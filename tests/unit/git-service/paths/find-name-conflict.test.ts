import { describe, expect, it } from "vitest";
import { findNameConflict } from "#git-service/paths/find-name-conflict.ts";

describe("findNameConflict", () => {
  it("finds a branch that is a folder of the name, and one below it", () => {
    expect(findNameConflict(["main", "a"], "a/b")).toBe("a");
    expect(findNameConflict(["main", "a/b/c"], "a/b")).toBe("a/b/c");
  });

  it("lets names with a common beginning pass", () => {
    expect(findNameConflict(["a", "a-b", "ab/c", "b/a"], "ab")).toBe("ab/c");
    expect(findNameConflict(["a-b/c", "b/a"], "a")).toBeUndefined();
    expect(findNameConflict(["a/b"], "a/b")).toBeUndefined();
  });
});
