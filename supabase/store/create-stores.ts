import type { Stores } from "#core/ports/stores.ts";
import { createStoreClient, type Client } from "./client.ts";
import { createAccessTokenStore } from "./create-access-token-store.ts";
import { createActivityStore } from "./create-activity-store.ts";
import { createAuditStore } from "./create-audit-store.ts";
import { createBudgetStore } from "./create-budget-store.ts";
import { createCommitStore } from "./create-commit-store.ts";
import { createCredentialStore } from "./create-credential-store.ts";
import { createDeliveryStore } from "./create-delivery-store.ts";
import { createDeploymentStore } from "./create-deployment-store.ts";
import { createHostConnectionStore, createHostProjectStore } from "./create-host-stores.ts";
import { createPlanStore } from "./create-plan-store.ts";
import { createGitHubStore } from "./create-github-store.ts";
import { createProfileStore } from "./create-profile-store.ts";
import { createProjectStore } from "./create-project-store.ts";
import { createPromptImageStore } from "./create-prompt-image-store.ts";
import { createPromptStore } from "./create-prompt-store.ts";
import { createPullRequestStore } from "./create-pull-request-store.ts";
import { createRepairStore } from "./create-repair-store.ts";
import { createRateStore } from "./create-rate-store.ts";
import { createRunStore } from "./create-run-store.ts";
import { createStatusEndpointStore } from "./create-status-endpoint-store.ts";
import { createVariableStore } from "./create-variable-store.ts";
import { createSettingsStore } from "./create-settings-store.ts";

interface Connection {
  /** Address of Supabase, without a path. */
  url: string;
  fetch?: typeof globalThis.fetch | undefined;
}

const createStores = (client: Client): Stores => ({
  profiles: createProfileStore(client),
  projects: createProjectStore(client),
  plan: createPlanStore(client),
  runs: createRunStore(client),
  commits: createCommitStore(client),
  deployments: createDeploymentStore(client),
  activity: createActivityStore(client),
  accessTokens: createAccessTokenStore(client),
  deliveries: createDeliveryStore(client),
  hostConnections: createHostConnectionStore(client),
  hostProjects: createHostProjectStore(client),
  prompts: createPromptStore(client),
  repairs: createRepairStore(client),
  variables: createVariableStore(client),
  statusEndpoints: createStatusEndpointStore(client),
  credentials: createCredentialStore(client),
  settings: createSettingsStore(client),
  audit: createAuditStore(client),
  github: createGitHubStore(client),
  promptImages: createPromptImageStore(client),
  pullRequests: createPullRequestStore(client),
  budgets: createBudgetStore(client),
  rates: createRateStore(client),
});

/** Stores of the service role: every row, and all writes. For workers and for services that have checked who asks. */
export const createServiceStores = ({ url, secretKey, fetch }: Connection & { secretKey: string }): Stores =>
  createStores(createStoreClient({ url, key: secretKey, fetch }));

/** Stores of one person: row-level security shows that person's rows and refuses every write. */
export const createUserStores = ({
  url,
  publishableKey,
  accessToken,
  fetch,
}: Connection & { publishableKey: string; accessToken: string }): Stores =>
  createStores(createStoreClient({ url, key: publishableKey, accessToken, fetch }));
