import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { Project } from "#core/contracts/project.ts";
import type { DeploymentStatus } from "#core/ports/deploy-host.ts";
import { createLocalDeployHost, type LocalHostOptions } from "#deployments/hosts/local/create-local-deploy-host.ts";
import { deploymentFolder } from "#deployments/hosts/local/folders.ts";
import { probeSite } from "#deployments/hosts/local/serve/probe-site.ts";
import type { Sandbox } from "#deployments/sandbox/sandbox.ts";

export type Files = Record<string, string>;

export const writeFiles = async (folder: string, files: Files): Promise<void> => {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
};

const at = "2026-03-02T09:00:00.000Z";

export const toProject = (change: Partial<Project> = {}): Project => ({
  id: "6f0c2a8e-4a57-4a2b-9a39-6f2f3f1b5c01",
  ownerId: "0d6d5a9c-6d0e-4a5b-8a4b-5b0b9b1c7d02",
  ownerHandle: "ada",
  name: "Groomer",
  slug: "groomer",
  template: "static",
  gitHost: "local",
  repositoryId: null,
  repositoryName: null,
  repositoryUrl: null,
  installationId: null,
  repositoryState: "connected",
  deployHost: "local",
  model: null,
  promptVersion: null,
  defaultBranch: "main",
  previewVisibility: "private",
  previewLabel: "groomer",
  lastSeq: 0,
  createdAt: at,
  updatedAt: at,
  ...change,
});

let count = 0;

export const toDeployment = (change: Partial<Deployment> = {}): Deployment => {
  count += 1;
  return {
    id: `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`,
    projectId: toProject().id,
    host: "local",
    environment: "preview",
    branch: "main",
    commitSha: "a".repeat(40),
    state: "queued",
    url: null,
    address: null,
    error: null,
    externalId: null,
    framework: null,
    requestedBy: "user",
    promotedFrom: null,
    isCurrent: false,
    isCancelRequested: false,
    attempt: 1,
    seq: 1,
    createdAt: at,
    startedAt: null,
    finishedAt: null,
    ...change,
  };
};

export interface Deployed {
  deployment: Deployment;
  folder: string;
  statuses: DeploymentStatus[];
  log: string[];
  /** What it threw, when it did. */
  failure: unknown;
}

/** The local deploy host over a temporary data folder, with commits that are maps of files. */
export const createTestHost = async (sandbox: Sandbox, change: Partial<LocalHostOptions> = {}) => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "letscode-host-"));
  const commits = new Map<string, Files | ((folder: string) => Promise<void>)>();
  const findSandbox = async (): Promise<Sandbox> => sandbox;
  const host = createLocalDeployHost({
    dataDirectory,
    appUrl: "http://localhost:3000",
    findSandbox,
    registry: async () => "http://127.0.0.1:9",
    exportFiles: async (_, sha, folder) => {
      const files = commits.get(sha) ?? {};
      await (typeof files === "function" ? files(folder) : writeFiles(folder, files));
    },
    probe: (id, environment) => probeSite(deploymentFolder(dataDirectory, id), findSandbox, environment),
    ...change,
  });
  const work = async (
    deployment: Deployment,
    signal: AbortSignal,
    environment: Record<string, string>,
    act: (context: Parameters<typeof host.deploy>[2]) => Promise<void>,
  ): Promise<Deployed> => {
    const statuses: DeploymentStatus[] = [];
    const log: string[] = [];
    const failure = await act({
      signal,
      environment,
      log: (_, text) => void log.push(text),
      report: async (status) => void statuses.push(status),
    }).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    return { deployment, folder: deploymentFolder(dataDirectory, deployment.id), statuses, log, failure };
  };
  return {
    host,
    dataDirectory,
    findSandbox,
    deploy: (
      files: Files | ((folder: string) => Promise<void>),
      options: {
        deployment?: Deployment;
        project?: Project;
        signal?: AbortSignal;
        environment?: Record<string, string>;
      } = {},
    ): Promise<Deployed> => {
      const deployment = options.deployment ?? toDeployment();
      commits.set(deployment.commitSha, files);
      return work(deployment, options.signal ?? new AbortController().signal, options.environment ?? {}, (context) =>
        host.deploy(options.project ?? toProject(), deployment, context),
      );
    },
    promote: (from: Deployment, deployment: Deployment): Promise<Deployed> =>
      work(deployment, new AbortController().signal, {}, (context) =>
        host.promote(toProject(), from, deployment, context),
      ),
    close: () => rm(dataDirectory, { recursive: true, force: true }),
  };
};
export type TestHost = Awaited<ReturnType<typeof createTestHost>>;
