import { planFeatureSchema } from "#core/contracts/plan.ts";
import type { PlanStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRows, unwrap } from "./rows.ts";
import { toJson } from "./to-json.ts";

export const createPlanStore = (client: Client): PlanStore => ({
  list: (projectId) =>
    readRows(
      "read the plan",
      planFeatureSchema,
      client
        .from("project_plan")
        .select()
        .eq("project_id", projectId)
        .order("priority")
        .order("created_at")
        .order("id"),
    ),
  save: (projectId, runId, features) =>
    readRows(
      "save the plan",
      planFeatureSchema,
      client.rpc("save_plan", {
        p_project_id: projectId,
        p_features: toJson(features),
        ...(runId === null ? {} : { p_run_id: runId }),
      }),
    ),
  remove: async (projectId, featureId) => {
    await unwrap(
      "remove the feature",
      client.from("project_plan").delete().eq("project_id", projectId).eq("id", featureId),
    );
  },
});
