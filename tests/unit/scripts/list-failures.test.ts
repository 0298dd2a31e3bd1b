import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

// Plain JavaScript, since it runs before anything is installed: no types come with it.
const { listFailures }: { listFailures(report: unknown): unknown } = await import(
  new URL("../../../scripts/setup/list-failures.mjs", import.meta.url).href
);

const root = fileURLToPath(new URL("../../../", import.meta.url));
const file = (name: string, status: string, rest: object) => ({
  name: join(root, "tests", "unit", name),
  status,
  message: "",
  assertionResults: [],
  ...rest,
});
const passed = { status: "passed", ancestorTitles: [], title: "is", failureMessages: [] };

describe("listFailures", () => {
  it("names each failed test in full, with the first line of its error", () => {
    const failed = {
      status: "failed",
      ancestorTitles: ["outer", "inner"],
      title: "is not",
      failureMessages: ["\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at x.ts:1", "second"],
    };
    const report = { testResults: [file("a.test.ts", "failed", { assertionResults: [passed, failed] })] };
    expect(listFailures(report)).toEqual([
      { name: "tests/unit/a.test.ts > outer > inner > is not", reason: "AssertionError: expected 1 to be 2" },
    ]);
  });

  it("names a file that could not be loaded, or whose preparation failed", () => {
    const report = {
      testResults: [
        file("b.test.ts", "failed", { message: "\n Cannot find module './missing'\n at y" }),
        file("c.test.ts", "failed", { assertionResults: [{ ...passed, status: "skipped" }], message: undefined }),
      ],
    };
    expect(listFailures(report)).toEqual([
      { name: "tests/unit/b.test.ts (the whole file)", reason: "Cannot find module './missing'" },
      { name: "tests/unit/c.test.ts (the whole file)", reason: "no reason was given" },
    ]);
  });

  it("is silent about what passed", () => {
    expect(listFailures({ testResults: [file("d.test.ts", "passed", { assertionResults: [passed] })] })).toEqual([]);
  });
});
