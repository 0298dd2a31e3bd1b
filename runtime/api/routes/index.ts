import type { Route } from "../define-route.ts";
import { accessTokenRoutes } from "./access-tokens.ts";
import { activityRoutes } from "./activity.ts";
import { adminDeliveryRoutes } from "./admin-deliveries.ts";
import { adminAuditRoutes } from "./admin-audit.ts";
import { adminPromptRoutes } from "./admin-prompts.ts";
import { adminProviderRoutes } from "./admin-providers.ts";
import { choiceRoutes } from "./choices.ts";
import { adminLimitRoutes } from "./admin-limits.ts";
import { budgetRoutes } from "./budgets.ts";
import { adminHostRoutes } from "./admin-hosts.ts";
import { deploymentRoutes } from "./deployments.ts";
import { domainRoutes } from "./domains.ts";
import { githubRoutes } from "./github.ts";
import { planRoutes } from "./plan.ts";
import { previewAccessRoutes } from "./preview-access.ts";
import { projectRoutes } from "./projects.ts";
import { promptImageRoutes } from "./prompt-images.ts";
import { pullRequestRoutes } from "./pull-requests.ts";
import { repairRoutes } from "./repairs.ts";
import { repositoryRoutes } from "./repository.ts";
import { runControlRoutes } from "./run-control.ts";
import { runRoutes } from "./runs.ts";
import { statusEndpointRoutes } from "./status-endpoints.ts";
import { systemRoutes } from "./system.ts";
import { variableRoutes } from "./variables.ts";
import { writeRoutes } from "./writes.ts";

/** Every route of the REST interface; the OpenAPI document is made from this list. */
export const routes: Route[] = [
  ...systemRoutes,
  ...projectRoutes,
  ...runRoutes,
  ...runControlRoutes,
  ...promptImageRoutes,
  ...planRoutes,
  ...repositoryRoutes,
  ...writeRoutes,
  ...pullRequestRoutes,
  ...deploymentRoutes,
  ...domainRoutes,
  ...repairRoutes,
  ...variableRoutes,
  ...statusEndpointRoutes,
  ...activityRoutes,
  ...budgetRoutes,
  ...adminLimitRoutes,
  ...accessTokenRoutes,
  ...previewAccessRoutes,
  ...choiceRoutes,
  ...githubRoutes,
  ...adminAuditRoutes,
  ...adminDeliveryRoutes,
  ...adminProviderRoutes,
  ...adminPromptRoutes,
  ...adminHostRoutes,
];
