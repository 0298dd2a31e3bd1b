import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { builderPrompt } from "#orchestrator/index.ts";
import { describeContext, type ProjectMemory } from "#orchestrator/prompts/describe-context.ts";
import { tools } from "#orchestrator/tools/index.ts";

const memory: ProjectMemory = {
  project: { name: "Groomer", template: "saas", defaultBranch: "main" },
  branch: "letscode/booking-1a2b",
  today: "2026-03-02",
  request: "Add a booking calendar",
  decisions: [],
  guide: "# How this app is built\n",
  plan: [],
  runs: [],
  activity: [],
  paths: ["src/app.tsx", "README.md"],
  contextTokens: 200_000,
};

describe("what a run is told of its project", () => {
  test("has the guide, the files and the branch, and leaves out what is empty", () => {
    const { text: context, leftOut } = describeContext(memory);
    expect(leftOut).toEqual([]);
    expect(context).toContain('Project "Groomer", from the saas template. Today is 2026-03-02.');
    expect(context).toContain("# How this app is built");
    expect(context).toContain("src/app.tsx\nREADME.md");
    expect(context).not.toContain("Earlier runs");
    expect(context).not.toContain('title="Plan"');
  });

  test("fits any context, and says what was left out", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4_000, max: 1_000_000 }),
        fc.integer({ min: 0, max: 200_000 }),
        (contextTokens, size) => {
          const { text: context } = describeContext({
            ...memory,
            contextTokens,
            guide: "line of the guide\n".repeat(Math.ceil(size / 18)),
          });
          expect(context.length).toBeLessThanOrEqual(Math.min(48_000, contextTokens * 0.64) + 1_500);
        },
      ),
      { numRuns: 200 },
    );
    expect(describeContext({ ...memory, guide: "x\n".repeat(100_000) }).text).toMatch(
      /\[\d+ more characters are left out here\]/,
    );
  });
});

describe("the system prompt", () => {
  test("names only tools that exist", () => {
    const names = new Set(tools.map(({ name }) => name));
    const mentioned = builderPrompt.content.match(/\b[a-z]+_(?:file|files|plan|step|user|checks|log)\b/g) ?? [];
    expect(mentioned.length).toBeGreaterThan(8);
    expect(mentioned.filter((name) => !names.has(name))).toEqual([]);
  });

  test("leaves room for the work", () => {
    expect(builderPrompt.content.length).toBeLessThan(12_000);
  });
});
