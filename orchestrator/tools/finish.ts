import { z } from "zod";
import { defineTool } from "./tool.ts";

export const finish = defineTool({
  name: "finish",
  description:
    "Ends the run when the request is done and every change is committed. summary tells the person what they have now, what you assumed, and what is left, in a few sentences.",
  input: z.object({ summary: z.string().trim().min(1, "say what was done").max(5_000) }),
  timing: "after-answer",
  run: ({ summary }, context) => context.finishRun(summary),
});
