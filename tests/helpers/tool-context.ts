import type { TreeEntry } from "#core/contracts/file.ts";
import type { FeatureInput, PlanFeature } from "#core/contracts/plan.ts";
import type { CheckReport } from "#core/ports/check-runner.ts";
import { checkPath } from "#git-service/index.ts";
import { nameMigration } from "#orchestrator/gates/migrations.ts";
import { tools } from "#orchestrator/tools/index.ts";
import { fail, succeed, type ToolContext, type ToolResult } from "#orchestrator/tools/tool.ts";
import { createWorkingCopy, type WorkingCopy } from "#orchestrator/working-copy/create-working-copy.ts";

const sha = "a".repeat(40);

/** A working copy over files that are only in memory. A value that is no text is a file of that type. */
export const createTestFiles = (
  contents: Record<string, string | { type: "symlink" | "submodule" | "binary" }>,
): WorkingCopy => {
  const entries = Object.entries(contents).map(([path, content]): TreeEntry => {
    const type = typeof content === "string" || content.type === "binary" ? "file" : content.type;
    return { path, type, sha, size: typeof content === "string" ? content.length : 1000 };
  });
  return createWorkingCopy({
    commitSha: sha,
    entries,
    reader: {
      read: async (_, path) => {
        const content = contents[path];
        return typeof content === "string" ? { kind: "text", content } : { kind: "binary", size: 1000 };
      },
    },
  });
};

export interface TestTools {
  files: WorkingCopy;
  context: ToolContext;
  /** What the tools asked the run for. */
  asked: { plans: FeatureInput[][]; steps: unknown[]; questions: unknown[]; summaries: string[] };
  call(tool: string, values: Record<string, unknown> | string): Promise<ToolResult>;
}

export const createTestTools = (
  contents: Parameters<typeof createTestFiles>[0],
  options: { report?: CheckReport | null; log?: string | null } = {},
): TestTools => {
  const files = createTestFiles(contents);
  const asked: TestTools["asked"] = { plans: [], steps: [], questions: [], summaries: [] };
  const context: ToolContext = {
    files,
    rules: { checkPath },
    nameMigration: async (path) => nameMigration(path, files.paths(), new Date("2026-03-02T09:00:00Z")),
    savePlan: async (features) => {
      asked.plans.push(features);
      return features.map((feature) => feature as PlanFeature);
    },
    runChecks: async () => options.report ?? null,
    readBuildLog: async () => options.log ?? null,
    finishStep: async (step) => {
      asked.steps.push(step);
      return succeed("Committed", "Committed.");
    },
    askUser: (question) => void asked.questions.push(question),
    finishRun: async (summary) => {
      asked.summaries.push(summary);
      return succeed("Finished", "Finished.");
    },
  };
  return {
    files,
    context,
    asked,
    call: async (name, values) => {
      const tool = tools.find((candidate) => candidate.name === name);
      const text = typeof values === "string" ? values : JSON.stringify(values);
      return tool === undefined ? fail(name, "no such tool") : tool.execute(text, context);
    },
  };
};
