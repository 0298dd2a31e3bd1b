import { z } from "zod";
import { defineTool } from "./tool.ts";

export const finishStep = defineTool({
  name: "finish_step",
  description:
    "Ends a step: the platform checks your changes, runs the project's typecheck or build, and makes exactly one commit of them. title is the commit's subject, imperative, at most 72 characters, such as 'Add the customer list'. summary says in one to three sentences what changed and why. When something is refused, nothing is committed: correct it and call finish_step again.",
  input: z.object({
    title: z.string().trim().min(1, "give the step a title").max(400),
    summary: z
      .string()
      .max(5_000)
      .nullish()
      .transform((summary) => (summary ?? "").trim()),
  }),
  timing: "after-answer",
  run: (step, context) => context.finishStep(step),
});
