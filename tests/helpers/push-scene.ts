import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import type { Activity } from "#core/contracts/activity.ts";
import type { Deployment } from "#core/contracts/deployment.ts";
import { ZERO_SHA } from "#core/contracts/id.ts";
import type { Project } from "#core/contracts/project.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { sendWebhook, signGithub } from "./send-webhook.ts";
import { person, webhookSecrets, type WebhookStack } from "./start-webhook-stack.ts";

export interface ToldPush {
  ref?: string;
  before: string;
  after: string;
  commits?: number;
  pusher?: { name: string; email: string };
  repositoryId?: string | number;
  isForced?: boolean;
}

/** One project whose repository is pushed to, and what comes of it. */
export interface PushScene {
  project: Project;
  repository: RepositoryName;
  /** The commit the repository began with. */
  first: string;
  commit(
    branch: string,
    expectedHead: string,
    message: string,
    author?: { name: string; email: string },
  ): Promise<string>;
  /** Delivers a push as the git host would tell it, and answers the id of the delivery's row. */
  deliver(told: ToldPush): Promise<string>;
  lines(): Promise<Activity[]>;
  /** Oldest first. */
  deployments(): Promise<Deployment[]>;
  /** Rows of the index, oldest first. */
  indexed(): Promise<Record<string, unknown>[]>;
}

const describePush = (
  { project }: { project: Project },
  { ref = "refs/heads/main", before, after, ...told }: ToldPush,
) => ({
  ref,
  before,
  after,
  created: before === ZERO_SHA,
  deleted: after === ZERO_SHA,
  forced: told.isForced ?? false,
  repository: { id: told.repositoryId ?? project.id, full_name: `${project.ownerHandle}/${project.slug}` },
  pusher: told.pusher ?? person,
  commits: Array.from({ length: told.commits ?? 1 }, () => ({
    id: after,
    message: "Told",
    timestamp: "2026-11-24T10:00:00Z",
    author: person,
  })),
});

/** Wraps a project of the stack for tests about pushes. */
export const createPushScene = (
  stack: WebhookStack,
  { project, repository, sha: first }: { project: Project; repository: RepositoryName; sha: string },
): PushScene => ({
  project,
  repository,
  first,
  commit: async (branch, expectedHead, message, author = person) => {
    const changes = [{ path: `${randomUUID()}.txt`, content: message }];
    const request = { branch, expectedHead, changes, message, author, onMoved: "refuse" as const };
    return (await stack.gitHost.commit(repository, request)).sha;
  },
  deliver: async (told) => {
    const webhook = signGithub(webhookSecrets.github[0] ?? "", describePush({ project }, told));
    const answer = await sendWebhook(stack.receiver, webhook);
    expect(answer.status).toBe(202);
    return ((await answer.json()) as { id: string }).id;
  },
  lines: async () => (await stack.stores.activity.list(project.id, { limit: 100, afterSeq: 0 })).items,
  deployments: async () => (await stack.stores.deployments.list(project.id, { limit: 100 })).items.toReversed(),
  indexed: async () => {
    const { rows } = await stack.pool.query(
      `select sha, branch, subject, actor, run_id, step, pushed, trailers from public.commits
       where project_id = $1 order by created_at, seq`,
      [project.id],
    );
    return rows;
  },
});
