import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeployHost } from "#core/ports/deploy-host.ts";
import { createSendStatus } from "#deployments/status/send-status.ts";
import { createDeploymentExecutor } from "#deployments/tasks/create-deployment-executor.ts";
import { createDeploymentFollower } from "#deployments/tasks/create-deployment-follower.ts";
import { expirePreviews } from "#deployments/tasks/expire-previews.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import type { WebhookStack } from "#tests/helpers/start-webhook-stack.ts";
import { writeFiles } from "./create-test-host.ts";
import { startStatusReceiver, statusSecret } from "./start-status-receiver.ts";

export const repository = { id: 77, fullName: "ada/groomer" };

/** What every host that builds elsewhere is made with in these tests, but for its connection. */
const shareOptions = (stack: WebhookStack, hostName: string, now: () => Date, fetch: typeof globalThis.fetch) => ({
  findRepository: async () => repository,
  hostProjects: stack.stores.hostProjects,
  isTaken: async (externalId: string, id: string) =>
    (await stack.stores.deployments.findByExternalId(hostName, externalId)).some((each) => each.id !== id),
  exportFiles: (_project: Project, _sha: string, folder: string) =>
    writeFiles(folder, { "index.html": "<h1>Hello</h1>" }),
  authorEmail: "ai@letscode.dev",
  fetch,
  clock: { now, sleep: async () => undefined },
});

interface Options {
  hostName: string;
  /** What the fake of the host answers, and the host of ours that speaks with it. */
  fetch: typeof globalThis.fetch;
  clock: { at: number };
  createHost(shared: ReturnType<typeof shareOptions>): DeployHost;
}

/**
 * Everything between a deployment's row and a host that builds elsewhere: the database with its queue, the webhook
 * receivers, and the tasks of the worker. Time is the test's.
 */
export const startRemoteStack = async (stack: WebhookStack, options: Options) => {
  const { hostName, clock } = options;
  const receiver = await startStatusReceiver(stack.stores);
  const owner = await stack.signUp();
  const project: Project = await stack.stores.projects.create({
    ownerId: owner.id,
    name: "Groomer",
    slug: "groomer",
    template: "static",
    gitHost: "github",
    deployHost: hostName,
    defaultBranch: "main",
    repositoryId: repository.id,
    repositoryName: repository.fullName,
    repositoryUrl: `https://github.com/${repository.fullName}`,
    installationId: 1,
  });
  const now = (): Date => new Date(clock.at);

  /** A worker; what it says to the world goes through `fetch`, so that a test can cut it off. */
  const createWorker = (fetch: typeof globalThis.fetch = options.fetch) => {
    const host = options.createHost(shareOptions(stack, hostName, now, fetch));
    const tasks = {
      stores: stack.stores,
      findHost: (name: string) => (name === hostName ? host : null),
      readEnvironment: async () => ({ API_KEY: "a secret of theirs" }),
      sendStatus: createSendStatus({
        url: receiver.url,
        secret: statusSecret,
        fetch,
        // Real time, which the receiver compares signatures with; and no waiting.
        clock: { now: () => new Date(), sleep: async () => undefined },
        randomId: () => crypto.randomUUID(),
      }),
      publisher: { publish: () => undefined, flush: async () => undefined },
      clock: { now, sleep: async () => undefined },
      logger: silentLogger,
      redact: (text: string) => text,
    };
    const execute = createDeploymentExecutor(tasks);
    const follow = createDeploymentFollower({ ...tasks, random: () => 0.5 });
    return {
      deploy: (id: string) => execute(id, new AbortController().signal),
      expire: (days: number) => expirePreviews({ ...tasks, days }),
      look: (id: string, attempt = 1) => follow(id, { signal: new AbortController().signal, attempt }),
    };
  };

  let count = 0;
  return {
    ...stack,
    clock,
    told: receiver.told,
    project,
    owner,
    createWorker,
    request: (
      change: Partial<Pick<Deployment, "environment" | "branch" | "requestedBy" | "commitSha">> = {},
      promotedFrom?: string,
    ): Promise<Deployment> => {
      count += 1;
      return stack.stores.deployments.request({
        projectId: project.id,
        host: hostName,
        environment: "preview",
        branch: `letscode/b${count}`,
        commitSha: count.toString(16).padStart(40, "0"),
        requestedBy: "user",
        ...change,
        ...(promotedFrom === undefined ? {} : { promotedFrom, isForced: true }),
      });
    },
    read: async (id: string): Promise<Deployment> => {
      const found = await stack.stores.deployments.get(id);
      if (found === null) throw new Error("the deployment is gone");
      return found;
    },
    /** Seconds until the next look that the queue holds; null when it holds none. Takes it out of the queue. */
    takeLook: async (id: string): Promise<number | null> => {
      const { rows } = await stack.pool.query<{ seconds: number }>(
        `with taken as (delete from graphile_worker._private_jobs where key = $1 returning run_at)
         select extract(epoch from run_at - clock_timestamp())::float8 as seconds from taken`,
        [`look:${id}`],
      );
      return rows[0] === undefined ? null : Math.max(0, rows[0].seconds);
    },
    stop: async (): Promise<void> => {
      await receiver.stop();
      await stack.stop();
    },
  };
};
export type RemoteStack = Awaited<ReturnType<typeof startRemoteStack>>;
