import { z } from "zod";
import { featureInputSchema } from "#core/contracts/plan.ts";
import { defineTool, succeed } from "./tool.ts";

export const updatePlan = defineTool({
  name: "update_plan",
  description:
    "Writes the project's plan, which the person sees and edits. Call it before the first file of a new piece of work, and again whenever a feature's status changes. Features are matched by their exact name; those you do not name stay as they are. Status: planned, in_progress (the one you are working on), done, dropped. Priority 1 comes first.",
  input: z.object({ features: z.array(featureInputSchema).min(1, "name at least one feature").max(100) }),
  timing: "at-once",
  run: async ({ features }, { savePlan }) => {
    const plan = await savePlan(features);
    const lines = plan.map(({ feature, status, priority }) => `${priority}. ${feature}: ${status}`);
    const done = plan.filter(({ status }) => status === "done").length;
    return succeed(
      `Updated the plan: ${done} of ${plan.length} features done`,
      `The plan is saved:\n${lines.join("\n")}`,
    );
  },
});
