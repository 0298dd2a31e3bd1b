import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Project } from "#core/contracts/project.ts";
import type { Run } from "#core/contracts/run.ts";
import type { WorkspaceEvent } from "#core/contracts/workspace-event.ts";
import type { CheckRunner } from "#core/ports/check-runner.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { GitHost, RepositoryName } from "#core/ports/git-host.ts";
import type { Provider } from "#core/ports/provider.ts";
import type { FileEdit } from "#core/contracts/file.ts";
import { checkPath, composeMessage, createLocalGitHost, type LocalGitHost, parseMessage } from "#git-service/index.ts";
import {
  createRunExecutor,
  createSecretScanner,
  readTemplate,
  type RunExecutor,
  type RunExecutorDependencies,
} from "#orchestrator/index.ts";
import { silentLogger } from "./silent-logger.ts";
import { startTestStack, type TestStack, type TestUser } from "./start-test-stack.ts";

export const aiAuthor = { name: "LetsCode", email: "ai@letscode.dev" };
export const human = { name: "Hanna Human", email: "hanna@example.com" };

/** Real time, but long pauses pass a hundred times faster, so that backing off does not make tests slow. */
export const fastClock: Clock = {
  now: () => new Date(),
  sleep: async (milliseconds, signal) => {
    const pause = milliseconds > 400 ? milliseconds / 100 : milliseconds;
    await sleep(pause, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
      throw signal?.reason ?? error;
    });
  },
};

export interface RunStack extends TestStack {
  gitHost: LocalGitHost;
  owner: TestUser;
  /** Every event that was published, in order. */
  events: WorkspaceEvent[];
  createProject(options?: {
    template?: string;
    files?: FileEdit[];
  }): Promise<{ project: Project; repository: RepositoryName }>;
  createRun(project: Project, prompt: string, options?: Partial<Run>): Promise<Run>;
  createExecutor(provider: Provider, overrides?: Partial<RunExecutorDependencies>): RunExecutor;
}

/** Database, Auth, Data API and repositories, all real; only the model is whatever the test says. */
export const startRunStack = async (): Promise<RunStack> => {
  const stack = await startTestStack();
  const directory = await mkdtemp(join(tmpdir(), "letscode-runs-"));
  const gitHost = await createLocalGitHost({
    directory,
    publicUrl: "http://localhost:3000",
    clock: fastClock,
    logger: silentLogger,
    sendPush: async () => undefined,
  });
  const owner = await stack.signUp("owner");
  const events: WorkspaceEvent[] = [];
  let projects = 0;
  return {
    ...stack,
    gitHost,
    owner,
    events,
    createProject: async ({ template = "saas", files } = {}) => {
      projects += 1;
      const slug = `project-${projects}`;
      const project = await stack.stores.projects.create({
        ownerId: owner.id,
        name: `Project ${projects}`,
        slug,
        template,
        gitHost: "local",
        deployHost: "local",
        defaultBranch: "main",
      });
      const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug };
      const changes = files ?? (await readTemplate(template)).files;
      await gitHost.createRepository(repository, { branch: "main", changes, message: "Start", author: human });
      return { project, repository };
    },
    createRun: async (project, prompt, options = {}) => {
      const { run } = await stack.stores.runs.create({
        projectId: project.id,
        requestedBy: owner.id,
        kind: "prompt",
        branch: "letscode/test-1a2b",
        prompt,
        provider: "scripted",
        model: "scripted-1",
        promptName: "builder",
        promptVersion: 1,
        idempotencyKey: null,
        ...options,
      });
      return run;
    },
    createExecutor: (provider, overrides = {}) =>
      createRunExecutor({
        stores: stack.stores,
        gitHost: gitHost as GitHost,
        gitRules: { checkPath, composeMessage, parseMessage },
        providers: { get: () => provider },
        publisher: { publish: (_, event) => void events.push(event), flush: async () => undefined },
        checks: null as CheckRunner | null,
        scanner: createSecretScanner(),
        author: aiAuthor,
        clock: fastClock,
        random: () => 0.5,
        logger: silentLogger,
        ...overrides,
      }),
    stop: async () => {
      await gitHost.close();
      await rm(directory, { recursive: true, force: true });
      await stack.stop();
    },
  };
};
