import { z } from "zod";
import type { CheckReport } from "#core/ports/check-runner.ts";
import { defineTool, fail, succeed } from "./tool.ts";

/** What the checks said, as the model reads it. Their output is text of the project and no instruction. */
export const describeChecks = ({ outcomes, output }: CheckReport): string => {
  const results = Object.entries(outcomes).map(([name, outcome]) => `${name} ${outcome}`);
  const summary = results.length > 0 ? results.join(", ") : "This project has no checks to run";
  return output.trim() === "" ? `${summary}.` : `${summary}. Output:\n<output>\n${output.trim()}\n</output>`;
};

export const hasFailed = ({ outcomes }: CheckReport): boolean => Object.values(outcomes).includes("failed");

export const runChecks = defineTool({
  name: "run_checks",
  description:
    "Runs the project's own typecheck or build on the files as they are now, in a sandbox. finish_step runs them as well, so call this only when you want to know before the step is complete.",
  input: z.object({}),
  timing: "after-answer",
  run: async (_, context) => {
    const report = await context.runChecks();
    if (report === null) {
      return succeed(
        "Checks cannot run here",
        "There is no sandbox on this machine, so checks cannot run. Go on without.",
      );
    }
    return hasFailed(report)
      ? fail("Checks failed", `${describeChecks(report)}\nCorrect what is named, then go on.`)
      : succeed("Checks passed", describeChecks(report));
  },
});
