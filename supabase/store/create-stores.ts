import type { Stores } from "#core/ports/stores.ts";
import { createStoreClient, type StoreConnection } from "./client.ts";
import { createAccessTokenStore } from "./create-access-token-store.ts";
import { createActivityStore } from "./create-activity-store.ts";
import { createCommitStore } from "./create-commit-store.ts";
import { createDeliveryStore } from "./create-delivery-store.ts";
import { createDeploymentStore } from "./create-deployment-store.ts";
import { createPlanStore } from "./create-plan-store.ts";
import { createProfileStore } from "./create-profile-store.ts";
import { createProjectStore } from "./create-project-store.ts";
import { createPromptStore } from "./create-prompt-store.ts";
import { createRunStore } from "./create-run-store.ts";

/**
 * The stores by supabase-js. With the secret key they are the service role's; with the publishable key and a
 * person's access token they show that person's rows only, because the database itself hides the others.
 */
export const createStores = (connection: StoreConnection): Stores => {
  const client = createStoreClient(connection);
  return {
    profiles: createProfileStore(client),
    projects: createProjectStore(client),
    plan: createPlanStore(client),
    runs: createRunStore(client),
    commits: createCommitStore(client),
    deployments: createDeploymentStore(client),
    activity: createActivityStore(client),
    accessTokens: createAccessTokenStore(client),
    deliveries: createDeliveryStore(client),
    prompts: createPromptStore(client),
  };
};
