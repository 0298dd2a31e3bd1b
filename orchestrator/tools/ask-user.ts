import { z } from "zod";
import { defineTool, succeed } from "./tool.ts";

export const askUser = defineTool({
  name: "ask_user",
  description:
    "Asks the person one question and waits for the answer. Only for a decision that is theirs, that changes what you build and that a sensible assumption cannot settle. Give two to four options where that is possible. Finish the step you are in first; your uncommitted changes are kept.",
  input: z.object({
    question: z.string().trim().min(1, "ask something").max(2_000),
    options: z
      .array(z.string().trim().min(1).max(200))
      .max(8)
      .nullish()
      .transform((options) => options ?? []),
  }),
  timing: "after-answer",
  run: (question, context) => {
    context.askUser(question);
    return succeed("Asked a question", "The question was asked. The answer is the next message.");
  },
});
