import { planFeatureSchema } from "#core/contracts/plan.ts";
import type { PlanStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRows, toRow, unwrap } from "./rows.ts";

export const createPlanStore = (client: Client): PlanStore => {
  const list: PlanStore["list"] = (projectId) =>
    readRows(
      "read the plan",
      planFeatureSchema,
      client.from("project_plan").select().eq("project_id", projectId).order("priority").order("created_at"),
    );
  return {
    list,
    save: async (projectId, runId, features) => {
      // The same feature twice in one upsert is an error in Postgres; the last word counts.
      const unique = new Map(
        features.map((feature) => [
          feature.feature,
          toRow({ ...feature, projectId, ...(runId === null ? {} : { runId }) }),
        ]),
      );
      await unwrap(
        "save the plan",
        client.from("project_plan").upsert([...unique.values()], { onConflict: "project_id,feature" }),
      );
      return list(projectId);
    },
    remove: async (projectId, featureId) => {
      await unwrap(
        "remove the feature",
        client.from("project_plan").delete().eq("project_id", projectId).eq("id", featureId),
      );
    },
  };
};
