import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { createGitHubApp, createGitHubHost, type RemotePlace } from "#git-service/index.ts";
import type { RemoteGit } from "#git-service/github/remote-git.ts";
import { fastClock } from "../start-run-stack.ts";
import { silentLogger } from "../silent-logger.ts";
import type { GitHubInstallation, GitHubRepository } from "./github-state.ts";
import type { GitHubFake } from "./start-github.ts";

/** The GitHub host under test, with the real octokit, against the fake. */
export const startGitHubHost = async (
  github: GitHubFake,
  options: { freshMilliseconds?: number; remote?: RemoteGit } = {},
) => {
  const folder = await mkdtemp(join(tmpdir(), "letscode-mirrors-"));
  const places = new Map<string, RemotePlace>();
  const notes: { projectId: string; fullName: string }[] = [];
  const app = createGitHubApp({
    apiUrl: github.apiUrl,
    readIdentity: async () => ({ appId: String(github.app.id), privateKey: github.app.privateKey }),
    fetch,
    clock: fastClock,
  });
  const host = await createGitHubHost({
    directory: join(folder, "mirrors"),
    app,
    places: {
      find: async (projectId) => places.get(projectId) ?? null,
      note: async (projectId, seen) => {
        const known = places.get(projectId);
        if (known !== undefined) places.set(projectId, { ...known, ...seen });
        notes.push({ projectId, fullName: seen.fullName });
      },
    },
    clock: fastClock,
    logger: silentLogger,
    freshMilliseconds: 0,
    ...options,
  });
  return {
    host,
    app,
    folder,
    notes,
    /** A project that is this repository. */
    connect: (
      repository: GitHubRepository,
      installation: GitHubInstallation,
      projectId: string = randomUUID(),
    ): RepositoryName => {
      const owner = github.state.accounts.find(({ id }) => id === repository.ownerId)?.login ?? "";
      const fullName = `${owner}/${repository.name}`;
      places.set(projectId, { repositoryId: repository.id, installationId: installation.id, fullName });
      return { projectId, ownerHandle: owner, slug: repository.name, url: `${github.state.origin}/${fullName}` };
    },
    stop: async () => {
      await host.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
