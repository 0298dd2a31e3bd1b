import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { getRequestListener } from "@hono/node-server";
import { Logger as QueueLogger, runOnce, type TaskList } from "graphile-worker";
import { z } from "zod";
import type { Project } from "#core/contracts/project.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { createSendPushWebhook } from "#git-service/local/send-push-webhook.ts";
import { createLocalGitHost, type LocalGitHost } from "#git-service/local/create-local-git-host.ts";
import { toCommit } from "#git-service/message/to-commit.ts";
import { createDeliveryProcessor, createWebhookHandler, type ProcessDelivery } from "#webhooks/index.ts";
import { silentLogger } from "./silent-logger.ts";
import { startTestStack, type TestStack, type TestUser } from "./start-test-stack.ts";

export const webhookSecrets = {
  github: ["a secret shared with GitHub", "a secret of the local git host"],
  status: ["whsec_c2VjcmV0IG9mIG91ciBvd24gd29ya2Vycw==", "whsec_dGhlIG5leHQgc2VjcmV0IG9mIHdvcmtlcnM="],
  vercel: ["a secret shared with Vercel"],
  render: ["whsec_YSBzZWNyZXQgc2hhcmVkIHdpdGggUmVuZGVy"],
};

export const aiAuthor = { name: "LetsCode", email: "ai@letscode.dev" };
export const person = { name: "Ada", email: "ada@example.com" };

export interface WebhookStack extends TestStack {
  /** Address of the receivers: `<receiver>/functions/v1/github-webhook`. */
  receiver: string;
  gitHost: LocalGitHost;
  clock: { setTime(at: Date | null): void };
  process: ProcessDelivery;
  /** Runs the jobs of all deliveries that were recorded, by the real queue. */
  drain(): Promise<void>;
  /** A project with a repository of one commit. */
  createProject(owner: TestUser, slug: string): Promise<{ project: Project; repository: RepositoryName; sha: string }>;
}

const createClock = (): Clock & { setTime(at: Date | null): void } => {
  let fixed: Date | null = null;
  return {
    now: () => fixed ?? new Date(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
    setTime: (at) => {
      fixed = at;
    },
  };
};

/** The embedded stack with the webhook receivers on a port of their own, a local git host that pushes to them, and the processor. */
export const startWebhookStack = async (
  options: { secrets?: (source: keyof typeof webhookSecrets) => string[] } = {},
): Promise<WebhookStack> => {
  const stack = await startTestStack();
  const clock = createClock();
  const secrets = options.secrets ?? ((source) => webhookSecrets[source]);
  const handler = createWebhookHandler({ deliveries: stack.stores.deliveries, secrets, clock, logger: silentLogger });
  const server = createServer(getRequestListener(handler.fetch));
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const receiver = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const directory = await mkdtemp(join(tmpdir(), "letscode-webhooks-"));
  const gitHost = await createLocalGitHost({
    directory,
    publicUrl: "http://localhost:3000",
    clock,
    logger: silentLogger,
    sendPush: createSendPushWebhook({
      url: `${receiver}/functions/v1/github-webhook`,
      secret: webhookSecrets.github[1] ?? "",
      fetch,
    }),
  });
  const process = createDeliveryProcessor({
    stores: stack.stores,
    gitHost,
    toCommit: (commit, place) => toCommit(commit, { ...place, aiEmail: aiAuthor.email }),
    followBranch: async () => undefined,
    syncPullRequest: async () => undefined,
    refresh: async () => undefined,
    logger: silentLogger,
  });
  const quiet = new QueueLogger(() => () => undefined);
  const taskList: TaskList = {
    "process-delivery": async (payload) =>
      process(z.object({ deliveryId: z.string() }).parse(payload).deliveryId, new AbortController().signal),
  };
  return {
    ...stack,
    receiver,
    gitHost,
    clock,
    process,
    drain: async () => {
      await gitHost.flush();
      // The queue gives out one job at a time per repository, and ends a run while the last one is being put away.
      for (let isDone = false; !isDone;) {
        await runOnce({ connectionString: stack.databaseUrl, noHandleSignals: true, logger: quiet, taskList });
        const { rowCount } = await stack.pool.query(
          "select from graphile_worker.jobs where task_identifier = 'process-delivery' and last_error is null",
        );
        isDone = rowCount === 0;
      }
    },
    createProject: async (owner, slug) => {
      const project = await stack.stores.projects.create({
        ownerId: owner.id,
        name: slug,
        slug,
        template: "saas",
        gitHost: "local",
        deployHost: "local",
        defaultBranch: "main",
      });
      const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug };
      const { sha } = await gitHost.createRepository(repository, {
        branch: "main",
        changes: [{ path: "README.md", content: `# ${slug}\n` }],
        message: "Start",
        author: person,
      });
      return { project, repository, sha };
    },
    stop: async () => {
      await gitHost.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
      await rm(directory, { recursive: true, force: true });
      await stack.stop();
    },
  };
};
