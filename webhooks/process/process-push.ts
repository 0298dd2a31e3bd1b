import type { Actor } from "#core/contracts/actor.ts";
import type { Commit } from "#core/contracts/commit.ts";
import type { Delivery } from "#core/contracts/delivery.ts";
import type { Project } from "#core/contracts/project.ts";
import { platformPusher, pushWebhookSchema, type PushWebhook } from "#core/contracts/push-webhook.ts";
import { cancelPreviews, deployHead } from "./deploy-head.ts";
import { deriveId } from "./derive-id.ts";
import { findProject } from "./find-project.ts";
import { indexCommits } from "./index-commits.ts";
import type { Outcome, ProcessorOptions } from "./processor-options.ts";

const BRANCH_PREFIX = "refs/heads/";

/** On GitHub what is committed or moved here is pushed by our App, whose name ends so; no person's name can. */
const BOT_SUFFIX = "[bot]";

/** The AI pushed when the newest commit is the AI's and its author is who pushed; a person may push a commit of the AI. */
const findActor = (newest: Commit | undefined, pusher: PushWebhook["pusher"]): Actor => {
  const isBot = pusher.name.endsWith(BOT_SUFFIX);
  if (newest !== undefined && (isBot || newest.author.email === pusher.email)) return newest.actor;
  return isBot || pusher.email === platformPusher.email ? "system" : "user";
};

const nameAction = ({ created, deleted }: PushWebhook): string => {
  if (deleted) return "branch.deleted";
  return created ? "branch.created" : "branch.pushed";
};

const recordPush = async (
  { stores }: ProcessorOptions,
  project: Project,
  delivery: Delivery,
  told: { push: PushWebhook; branch: string; newest: Commit | undefined },
): Promise<void> => {
  const { push, branch, newest } = told;
  // Trailers are anybody's to write; the index has looked whether the run is one of this project.
  const [indexed] = newest === undefined ? [] : await stores.commits.listByShas(project.id, [newest.sha]);
  await stores.activity.append({
    id: deriveId(`delivery:${delivery.source}:${delivery.deliveryId}`),
    projectId: project.id,
    actor: findActor(newest, push.pusher),
    action: nameAction(push),
    details: {
      branch,
      pusher: push.pusher.name,
      before: push.before,
      commitSha: push.after,
      commits: push.commits.length,
      isForced: push.forced,
      ...(newest === undefined ? {} : { subject: newest.subject }),
    },
    runId: indexed?.runId ?? null,
  });
};

/**
 * What a push means for its project: its commits are indexed, the activity log has a line, the head of the branch is
 * deployed. Pushes may come twice and in any order: each part looks at what is there by now, and writes once.
 */
export const processPush = async (options: ProcessorOptions, delivery: Delivery): Promise<Outcome> => {
  const push = pushWebhookSchema.parse(delivery.payload);
  const project = await findProject(options, push.repository);
  if (project === null) return { state: "ignored", error: "No project has this repository." };
  if (!push.ref.startsWith(BRANCH_PREFIX)) return { state: "ignored", error: "It is not a branch that moved." };
  const branch = push.ref.slice(BRANCH_PREFIX.length);
  const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug };
  await options.refresh(project);
  const commits = push.deleted ? [] : await indexCommits(options, project, repository, { ...push, branch });
  const newest = commits.find(({ sha }) => sha === push.after);
  await recordPush(options, project, delivery, { push, branch, newest });
  const head = await options.gitHost.resolve(repository, branch);
  if (head === null) await cancelPreviews(options, project, branch);
  else if (!push.deleted) await deployHead(options, project, repository, { branch, head });
  await options.followBranch(project, branch);
  return { state: "processed" };
};
