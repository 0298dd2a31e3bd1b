import { mkdir } from "node:fs/promises";
import type { Clock } from "#core/ports/clock.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { Branch, GitHost } from "#core/ports/git-host.ts";
import type { Logger } from "#core/ports/logger.ts";
import { createKeyedLock } from "../local/create-keyed-lock.ts";
import { createMaintenance } from "../local/create-maintenance.ts";
import { createOperations } from "../local/create-operations.ts";
import { createRepositoryOpener } from "../local/create-repository-opener.ts";
import { commitFiles } from "../local/operations/commit-files.ts";
import { selectEngine } from "../local/select-engine.ts";
import type { GitHubApp } from "./create-github-app.ts";
import { createMirrors, type SeenMove } from "./create-mirrors.ts";
import { createRemoteAccess, type RemotePlace, type RemotePlaces } from "./create-remote-access.ts";
import { createRemoteGit, type RemoteGit } from "./remote-git.ts";
import { silentOutbox } from "./silent-outbox.ts";

export interface GitHubHostOptions {
  /** Holds a mirror of each repository; may be emptied at any time. */
  directory: string;
  gitBinary?: string;
  app: GitHubApp;
  places: RemotePlaces;
  clock: Clock;
  logger: Logger;
  /** So old may branches be that are read; 3,000 without it. */
  freshMilliseconds?: number;
  /** How to speak Git with the remote; git itself without it. */
  remote?: RemoteGit;
}

export interface GitHubHost extends GitHost {
  /** Makes a project's mirror equal to GitHub now; answers the branches that had moved. */
  sync(projectId: string): Promise<SeenMove[]>;
  /**
   * Pushes branches of a bare repository of ours, all or none, to one on GitHub that does not have them yet. Throws
   * StaleHeadError when it has.
   */
  pushAll(place: RemotePlace, directory: string, heads: Branch[]): Promise<void>;
  /** Speaks for the App in a project's repository; for pull requests and checks. */
  openClient(projectId: string): Promise<Awaited<ReturnType<GitHubApp["repositoryClient"]>>>;
  /** Packs every mirror that needs it. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}

const FRESH_MILLISECONDS = 3000;

/**
 * Repositories on GitHub, through a GitHub App. Reads, diffs, merges and commits are those of the local host, on a
 * mirror; each move of a branch is a push that GitHub has to confirm. Decision 033 has the alternatives and the figures.
 */
export const createGitHubHost = async (options: GitHubHostOptions): Promise<GitHubHost> => {
  const { directory, app, places, clock, logger } = options;
  await mkdir(directory, { recursive: true });
  const engine = await selectEngine(options);
  const repositories = createRepositoryOpener(directory, engine);
  const remote = options.remote ?? createRemoteGit(options.gitBinary);
  const access = createRemoteAccess(app, places);
  const { withRemote } = access;
  const freshMilliseconds = options.freshMilliseconds ?? FRESH_MILLISECONDS;
  const mirrors = createMirrors({ directory, repositories, remote, withRemote, clock, logger, freshMilliseconds });
  const maintenance = createMaintenance({ directory, repositories, outbox: silentOutbox, clock, logger });
  const context = {
    engine,
    open: mirrors.open,
    clock,
    outbox: silentOutbox,
    lock: createKeyedLock(),
    onCommitted: maintenance.noteCommit,
  };
  const { directoryOf, forget } = repositories;
  return {
    name: "github",
    ...createOperations(context, { cloneUrl: ({ url }) => `${url ?? "https://github.com"}.git`, directoryOf, forget }),
    createRepository: (name, { branch, ...first }) =>
      commitFiles(context, name, { ...first, branch, expectedHead: null, onMoved: "refuse" }),
    sync: mirrors.sync,
    pushAll: async (place, from, heads) => {
      const moves = heads.map(({ name, sha }) => ({ ref: `refs/heads/${name}`, from: null, to: sha }));
      const { token, repository } = await app.accessTo(place);
      const outcome = await remote.push(from, { token, url: repository.cloneUrl }, moves);
      if (outcome === "moved") throw new StaleHeadError(heads[0]?.name ?? "", null, "another commit");
    },
    openClient: async (projectId) => app.repositoryClient((await access.open(projectId)).place),
    maintain: maintenance.run,
    close: async () => {
      await maintenance.close();
      await engine.close();
    },
  };
};
