import { expect, test } from "vitest";
import { findMatches, isErrorLine, nextMatch } from "#web/features/workspace/console/find-in-log.ts";

test.each([
  "src/app.tsx(3,7): error TS2322: Type 'string' is not assignable",
  "Error: Cannot find module 'left-pad'",
  "TypeError: x is not a function",
  "npm ERR! code ERESOLVE",
  "\u001B[31m✘ \u001B[41m[ERROR]\u001B[0m Could not resolve",
  "fatal: not a git repository",
  "[vite]: Rollup failed to resolve import",
])("%j tells of an error", (text) => {
  expect(isErrorLine({ text })).toBe(true);
});

test.each([
  "Found 0 errors. Watching for file changes.",
  "Tests: 0 failed, 12 passed",
  "src/errors/not-found-error.ts",
  "✓ built in 2.1s",
  "",
])("%j does not", (text) => {
  expect(isErrorLine({ text })).toBe(false);
});

test("a search finds text whatever its case and its colours", () => {
  const lines = [{ text: "Installing" }, { text: "\u001B[32mvi\u001B[0mte v7" }, { text: "VITE is ready" }];
  expect(findMatches(lines, "vite")).toEqual([1, 2]);
  expect(findMatches(lines, "")).toEqual([]);
});

test("next and previous go around the ends", () => {
  expect(nextMatch([2, 5, 9], null, 1)).toBe(2);
  expect(nextMatch([2, 5, 9], null, -1)).toBe(9);
  expect(nextMatch([2, 5, 9], 9, 1)).toBe(2);
  expect(nextMatch([2, 5, 9], 2, -1)).toBe(9);
  expect(nextMatch([], 2, 1)).toBeNull();
});
