import { expect, test } from "vitest";
import { comparePath } from "#web/features/workspace/comparison/compare-path.ts";

test("branch names of any spelling reach the page whole", () => {
  const path = comparePath("p1", "letscode/a-1", "fix&left=x#y");
  const url = new URL(path, "http://localhost");
  expect(url.pathname).toBe("/projects/p1/compare");
  expect([url.searchParams.get("left"), url.searchParams.get("right")]).toEqual(["letscode/a-1", "fix&left=x#y"]);
});
