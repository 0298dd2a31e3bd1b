import { z } from "zod";
import type { FeatureInput, PlanFeature } from "#core/contracts/plan.ts";
import type { CheckReport } from "#core/ports/check-runner.ts";
import type { ToolDefinition } from "#core/ports/provider.ts";
import type { WorkingCopy } from "../working-copy/create-working-copy.ts";
import type { GitRules } from "../runs/executor-dependencies.ts";

/** What came of a call. */
export interface ToolResult {
  /** For the model: short, and where it failed, with what to do instead. */
  content: string;
  isError: boolean;
  /** For people: what was done, in a few words. */
  title: string;
  /**
   * Set where the model itself is at fault: it sent what nobody can read, or what the platform does not allow. Only so
   * many of these are given back to it (A10).
   */
  fault?: "malformed" | "refused" | "step";
  /** The path that was written, where it is not the one that was asked for. */
  path?: string;
}

/**
 * All a tool can reach. There is no environment, no network, no shell and no other branch in here, so that nothing a
 * repository's text talks a model into can reach them either (A32).
 */
export interface ToolContext {
  files: WorkingCopy;
  rules: Pick<GitRules, "checkPath">;
  /** Path for a new migration, numbered after every other one. */
  nameMigration(path: string): Promise<string>;
  savePlan(features: FeatureInput[]): Promise<PlanFeature[]>;
  /** Null where there is no sandbox to run them in. */
  runChecks(): Promise<CheckReport | null>;
  readBuildLog(): Promise<string | null>;
  finishStep(step: { title: string; summary: string }): Promise<ToolResult>;
  askUser(question: { question: string; options: string[] }): void;
  finishRun(summary: string): Promise<ToolResult>;
}

export interface Tool {
  name: string;
  definition: ToolDefinition;
  /**
   * `at-once` tools run as soon as their arguments are whole; their effects are in memory, or the same when they are
   * repeated. `after-answer` tools wait until the answer is complete, since an answer that is cut does not count.
   */
  timing: "at-once" | "after-answer";
  /** Parses the arguments and does the work. Throws only for what is no fault of the model. */
  execute(argumentsText: string, context: ToolContext): Promise<ToolResult>;
}

export const succeed = (title: string, content: string, path?: string): ToolResult => ({
  title,
  content,
  isError: false,
  ...(path === undefined ? {} : { path }),
});

export const fail = (title: string, content: string, fault?: ToolResult["fault"]): ToolResult => ({
  title,
  content,
  isError: true,
  ...(fault === undefined ? {} : { fault }),
});

const parseJson = (text: string): { value: unknown } | { reason: string } => {
  try {
    return { value: JSON.parse(text.trim() === "" ? "{}" : text) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
};

const toParameters = (schema: z.ZodType): Record<string, unknown> => {
  const { $schema: _, ...parameters } = z.toJSONSchema(schema, { target: "draft-7", io: "input" });
  return parameters;
};

interface ToolInput<Schema extends z.ZodType> {
  name: string;
  description: string;
  input: Schema;
  timing: Tool["timing"];
  run(input: z.output<Schema>, context: ToolContext): Promise<ToolResult> | ToolResult;
}

/** Makes a tool of a zod schema and a function; arguments that do not fit become a result the model can act on. */
export const defineTool = <Schema extends z.ZodType>(tool: ToolInput<Schema>): Tool => ({
  name: tool.name,
  timing: tool.timing,
  definition: { name: tool.name, description: tool.description, parameters: toParameters(tool.input) },
  execute: async (argumentsText, context) => {
    const parsed = parseJson(argumentsText);
    if ("reason" in parsed) {
      return fail(
        `Could not read the call of ${tool.name}`,
        `The arguments of ${tool.name} are not valid JSON (${parsed.reason}). Nothing was done. Send the call again with valid JSON.`,
        "malformed",
      );
    }
    const input = tool.input.safeParse(parsed.value);
    if (!input.success) {
      const issues = input.error.issues.map(({ path, message }) => `${path.join(".") || "arguments"}: ${message}`);
      return fail(
        `Could not read the call of ${tool.name}`,
        `The arguments of ${tool.name} do not fit: ${issues.join("; ")}. Nothing was done. Correct them and call again.`,
        "malformed",
      );
    }
    return tool.run(input.data, context);
  },
});
