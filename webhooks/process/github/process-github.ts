import type { z } from "zod";
import type { Delivery } from "#core/contracts/delivery.ts";
import type { Project } from "#core/contracts/project.ts";
import { findProject } from "../find-project.ts";
import { processPush } from "../process-push.ts";
import type { Outcome, ProcessorOptions } from "../processor-options.ts";
import { followDeployment } from "./follow-deployment.ts";
import { followRef } from "./follow-ref.ts";
import { issueCommentSchema, pullSchema, refSchema, type repositorySchema } from "./payload-schemas.ts";
import { recordCheckRun, recordCheckSuite, recordCommitStatus } from "./record-check.ts";
import { recordInstallation, recordRepository } from "./record-repository.ts";

const processed: Outcome = { state: "processed" };
const ignore = (error: string): Outcome => ({ state: "ignored", error });

type Handler = (options: ProcessorOptions, delivery: Delivery) => Promise<Outcome>;

/** What is done for the project of a repository; a repository that is nobody's changes nothing. */
export const forProject = async (
  options: ProcessorOptions,
  repository: z.output<typeof repositorySchema>,
  act: (project: Project) => Promise<Outcome>,
): Promise<Outcome> => {
  const project = await findProject(options, repository);
  return project === null ? ignore("No project has this repository.") : act(project);
};

const followPull: Handler = (options, { payload }) => {
  const { repository, pull_request: pull } = pullSchema.parse(payload);
  return forProject(options, repository, async (project) => {
    await options.syncPullRequest(project, pull.number);
    return processed;
  });
};

const followIssueComment: Handler = async (options, { payload }) => {
  const { repository, issue } = issueCommentSchema.parse(payload);
  if (issue.pull_request === undefined || issue.pull_request === null) return ignore("It is about an issue.");
  return forProject(options, repository, async (project) => {
    await options.syncPullRequest(project, issue.number);
    return processed;
  });
};

const followBranch: Handler = async (options, { payload }) => {
  const { repository, ref, ref_type: type } = refSchema.parse(payload);
  if (type !== "branch") return ignore("It is about a tag.");
  return forProject(options, repository, async (project) => {
    await followRef(options, project, ref);
    return processed;
  });
};

const handlers: Record<string, Handler> = {
  push: processPush,
  create: followBranch,
  delete: followBranch,
  pull_request: followPull,
  pull_request_review: followPull,
  pull_request_review_comment: followPull,
  issue_comment: followIssueComment,
  check_run: recordCheckRun,
  check_suite: recordCheckSuite,
  status: recordCommitStatus,
  deployment: followDeployment,
  deployment_status: followDeployment,
  repository: recordRepository,
  installation: recordInstallation,
  installation_repositories: recordInstallation,
  ping: async () => processed,
};

/**
 * What a webhook of GitHub means. Nothing of a payload is believed but what it is about: how things stand is asked of Git
 * and of GitHub, so webhooks may come late, twice and in any order.
 */
export const processGitHub = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const handle = Object.hasOwn(handlers, delivery.event) ? handlers[delivery.event] : undefined;
  return handle === undefined ? ignore(`Nothing here follows ${delivery.event} of github.`) : handle(options, delivery);
};
