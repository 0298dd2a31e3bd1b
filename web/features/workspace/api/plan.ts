import { pageSchema, planFeatureSchema, type FeatureInput, type PlanFeature } from "#core/contracts/index.ts";
import { projectPath } from "#web/lib/api/projects.ts";
import { requestApi } from "#web/lib/api/request-api.ts";

const planPage = pageSchema(planFeatureSchema);

/** Adds or changes features by their name; those not named stay. Answers the whole plan. */
export const savePlan = async (projectId: string, features: FeatureInput[]): Promise<PlanFeature[]> =>
  (await requestApi(`${projectPath(projectId)}/plan`, { method: "PUT", body: { features }, answer: planPage })).items;
