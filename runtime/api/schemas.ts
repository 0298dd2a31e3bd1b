import { z } from "zod";
import { accessTokenSchema } from "#core/contracts/access-token.ts";
import { activitySchema } from "#core/contracts/activity.ts";
import { auditEntrySchema } from "#core/contracts/audit.ts";
import {
  branchAnswerSchema,
  createdAccessTokenSchema,
  mergeAnswerSchema,
  runAnswerSchema,
  writeAnswerSchema,
} from "#core/contracts/answers.ts";
import { budgetRuleSchema, budgetSchema } from "#core/contracts/budget.ts";
import { commitSchema } from "#core/contracts/commit.ts";
import { comparisonSchema } from "#core/contracts/comparison.ts";
import { deliverySchema, deliverySummarySchema } from "#core/contracts/delivery.ts";
import { deploymentLogSchema, deploymentSchema } from "#core/contracts/deployment.ts";
import { domainListSchema, domainSchema } from "#core/contracts/domain.ts";
import { environmentVariableSchema } from "#core/contracts/environment-variable.ts";
import { diffAnswerSchema, fileAnswerSchema, treeAnswerSchema } from "#core/contracts/file.ts";
import { modelOptionsSchema } from "#core/contracts/model.ts";
import { planFeatureSchema } from "#core/contracts/plan.ts";
import { profileSchema } from "#core/contracts/profile.ts";
import { projectListItemSchema } from "#core/contracts/project-overview.ts";
import { projectAnswerSchema } from "#core/contracts/project.ts";
import { promptImageSchema } from "#core/contracts/prompt-image.ts";
import { promptSchema, promptSummarySchema, promptVersionSchema } from "#core/contracts/prompt.ts";
import { providersAnswerSchema, storedCredentialSchema } from "#core/contracts/provider-settings.ts";
import { publicConfigSchema } from "#core/contracts/public-config.ts";
import {
  pullRequestAnswerSchema,
  pullRequestSchema,
  reviewSchema,
  reviewThreadAnswerSchema,
  reviewThreadSchema,
} from "#core/contracts/pull-request.ts";
import { repairSchema, repairSettingsSchema } from "#core/contracts/repair.ts";
import {
  createdStatusEndpointSchema,
  statusEndpointSchema,
  statusMessageSchema,
} from "#core/contracts/status-endpoint.ts";
import { rateRuleSchema } from "#core/contracts/rate-rule.ts";
import { hostConnectionSchema } from "#core/contracts/host-connection.ts";
import { runSchema } from "#core/contracts/run.ts";
import { usageReportSchema } from "#core/contracts/usage-report.ts";
import { runLiveSchema, runMessageSchema } from "#core/contracts/workspace-event.ts";

/** The contracts with the names they bear in the OpenAPI document. */
export const answers = {
  accessToken: accessTokenSchema.meta({ id: "AccessToken" }),
  activity: activitySchema.meta({ id: "Activity" }),
  auditEntry: auditEntrySchema.meta({ id: "AuditEntry" }),
  branch: branchAnswerSchema.meta({ id: "Branch" }),
  comparison: comparisonSchema.meta({ id: "Comparison" }),
  budget: budgetSchema.meta({ id: "Budget" }),
  budgetRule: budgetRuleSchema.meta({ id: "BudgetRule" }),
  commit: commitSchema.meta({ id: "Commit" }),
  createdAccessToken: createdAccessTokenSchema.meta({ id: "CreatedAccessToken" }),
  createdStatusEndpoint: createdStatusEndpointSchema.meta({ id: "CreatedStatusEndpoint" }),
  delivery: deliverySchema.meta({ id: "Delivery" }),
  deliverySummary: deliverySummarySchema.meta({ id: "DeliverySummary" }),
  deployment: deploymentSchema.meta({ id: "Deployment" }),
  deploymentLog: deploymentLogSchema.meta({ id: "DeploymentLog" }),
  diff: diffAnswerSchema.meta({ id: "Diff" }),
  domain: domainSchema.meta({ id: "Domain" }),
  domainList: domainListSchema.meta({ id: "DomainList" }),
  environmentVariable: environmentVariableSchema.meta({ id: "EnvironmentVariable" }),
  file: fileAnswerSchema.meta({ id: "File" }),
  hostConnection: hostConnectionSchema.meta({ id: "HostConnection" }),
  merge: mergeAnswerSchema.meta({ id: "Merge" }),
  pullRequest: pullRequestSchema.meta({ id: "PullRequest" }),
  pullRequestWithReview: pullRequestAnswerSchema.meta({ id: "PullRequestWithReview" }),
  review: reviewSchema.meta({ id: "Review" }),
  reviewThread: reviewThreadAnswerSchema.meta({ id: "ReviewThread" }),
  reviewThreadState: reviewThreadSchema.meta({ id: "ReviewThreadState" }),
  models: modelOptionsSchema.meta({ id: "Models" }),
  planFeature: planFeatureSchema.meta({ id: "PlanFeature" }),
  profile: profileSchema.meta({ id: "Profile" }),
  projectListItem: projectListItemSchema.meta({ id: "ProjectListItem" }),
  project: projectAnswerSchema.meta({ id: "Project" }),
  promptImage: promptImageSchema.meta({ id: "PromptImage" }),
  prompt: promptSchema.meta({ id: "Prompt" }),
  promptSummary: promptSummarySchema.meta({ id: "PromptSummary" }),
  promptVersion: promptVersionSchema.meta({ id: "PromptVersion" }),
  providers: providersAnswerSchema.meta({ id: "Providers" }),
  publicConfig: publicConfigSchema.meta({ id: "PublicConfig" }),
  repair: repairSchema.meta({ id: "Repair" }),
  repairSettings: repairSettingsSchema.meta({ id: "RepairSettings" }),
  rateRule: rateRuleSchema.meta({ id: "RateRule" }),
  run: runSchema.meta({ id: "Run" }),
  runLive: runLiveSchema.meta({ id: "RunLive" }),
  runMessage: runMessageSchema.meta({ id: "RunMessage" }),
  runWithSteps: runAnswerSchema.meta({ id: "RunWithSteps" }),
  statusEndpoint: statusEndpointSchema.meta({ id: "StatusEndpoint" }),
  statusMessage: statusMessageSchema.meta({ id: "StatusMessage" }),
  storedCredential: storedCredentialSchema.meta({ id: "StoredCredential" }),
  tree: treeAnswerSchema.meta({ id: "Tree" }),
  usageReport: usageReportSchema.meta({ id: "UsageReport" }),
  write: writeAnswerSchema.meta({ id: "Write" }),
};

/** A path with an id in it. A malformed id is as unknown as a stranger's, so it is no more than text here. */
export const idParams = z.object({ id: z.string() });
