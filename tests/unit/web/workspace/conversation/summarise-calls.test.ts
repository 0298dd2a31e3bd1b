import { expect, test } from "vitest";
import { summariseCalls } from "#web/features/workspace/conversation/summarise-calls.ts";

test("several calls read as one sentence", () => {
  const titles = ["Read a.ts", "Read b.ts", "Wrote c.ts", "Updated the plan: 1 of 3 features done"];
  expect(summariseCalls(titles)).toBe("Read 2 files, wrote 1 file and updated the plan");
});

test("what is of no known kind is counted", () => {
  expect(summariseCalls(["Looked for a build log", "Read a.ts"])).toBe("Read 1 file and 1 more");
  expect(summariseCalls(["Asked a question", "Looked for a build log"])).toBe("2 calls");
});
