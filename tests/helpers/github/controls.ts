import {
  allPermissions,
  type GitHubAccount,
  type GitHubInstallation,
  type GitHubRepository,
  type GitHubState,
  issueToken,
} from "./github-state.ts";
import { gitIn, readRefs, setRef, tellRefMoved } from "./repository-git.ts";
import { makeRepository } from "./routes/repository-routes.ts";
import { type Webhooks, writeCommit } from "./send-webhooks.ts";

/** What people do on GitHub itself, outside the API. */
export const createControls = (state: GitHubState, webhooks: Webhooks) => ({
  /** Installs the first App for an account, as a person does on GitHub's page. */
  install: async (account: GitHubAccount, options: Partial<GitHubInstallation> = {}): Promise<GitHubInstallation> => {
    const installation: GitHubInstallation = {
      id: state.nextId(),
      accountId: account.id,
      permissions: state.apps[0]?.permissions ?? allPermissions,
      events: state.apps[0]?.events ?? [],
      selection: "all",
      repositoryIds: new Set(),
      createdAt: state.now(),
      isSuspended: false,
      ...options,
    };
    state.installations.push(installation);
    await webhooks.emitInstallation("created", installation);
    return installation;
  },
  uninstall: async (installation: GitHubInstallation): Promise<void> => {
    state.installations.splice(state.installations.indexOf(installation), 1);
    await webhooks.emitInstallation("deleted", installation);
  },
  createRepository: (owner: GitHubAccount, options: Parameters<typeof makeRepository>[2]) =>
    makeRepository(state, owner, options),
  /** Renames on GitHub's page; the old name leads to the new one. */
  rename: async (repository: GitHubRepository, name: string): Promise<void> => {
    const from = repository.name;
    const owner = state.accounts.find(({ id }) => id === repository.ownerId);
    state.formerNames.set(`${owner?.login ?? ""}/${from}`.toLowerCase(), repository.id);
    repository.name = name;
    const changes = { repository: { name: { from } } };
    await webhooks.emit("repository", repository, owner?.login ?? "", { action: "renamed", changes });
  },
  /** Makes another branch the default one, on GitHub's page. */
  moveDefaultBranch: async (repository: GitHubRepository, branch: string): Promise<void> => {
    const from = repository.defaultBranch;
    const owner = state.accounts.find(({ id }) => id === repository.ownerId);
    await gitIn(repository, ["symbolic-ref", "HEAD", `refs/heads/${branch}`]);
    repository.defaultBranch = branch;
    const changes = { default_branch: { from } };
    await webhooks.emit("repository", repository, owner?.login ?? "", { action: "edited", changes });
  },
  /** A person commits and pushes, from wherever they are. */
  commitAs: async (
    repository: GitHubRepository,
    account: GitHubAccount,
    commit: { branch: string; files: Record<string, string | null>; message?: string },
  ): Promise<string> => {
    const author = { name: account.name, email: account.email };
    const { before, after } = await writeCommit(repository, { message: "Change files", author, ...commit });
    await setRef(repository, `refs/heads/${commit.branch}`, after);
    await tellRefMoved(state, { repository, ref: `refs/heads/${commit.branch}`, before, after, pusher: account.login });
    return after;
  },
  /** Moves a branch anywhere, as a forced push does; null deletes it. */
  forceBranch: async (repository: GitHubRepository, account: GitHubAccount, branch: string, sha: string | null) => {
    const ref = `refs/heads/${branch}`;
    const before = (await readRefs(repository)).get(ref) ?? null;
    await setRef(repository, ref, sha);
    await tellRefMoved(state, { repository, ref, before, after: sha, pusher: account.login });
  },
  readRefs,
  /** A token a person made for themselves, to clone and push with. */
  personalToken: (account: GitHubAccount): string =>
    issueToken(state, {
      kind: "personal",
      accountId: account.id,
      installationId: null,
      permissions: {},
      repositoryIds: null,
    }),
});
