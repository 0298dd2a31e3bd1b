import type { GitHubOwner, GitHubPlace, GitHubRepositoryItem } from "#core/contracts/github.ts";
import type { RepositoryIdentity } from "#core/ports/github-store.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { TooLargeError } from "#core/errors/too-large-error.ts";
import type { GitHubRepository } from "#git-service/index.ts";
import type { ServiceContext, Session } from "../service-context.ts";
import { requirePersonToken } from "./connect-person.ts";

/** Kilobytes of a repository that may be imported. */
const MAXIMUM_KILOBYTES = 1_000_000;

export const listOwners = async (context: ServiceContext, session: Session): Promise<GitHubOwner[]> =>
  context.github.accounts.listOwners(await requirePersonToken(context, session));

/** Repositories of an account that the person reaches through the App, a page at a time. */
export const listGitHubRepositories = async (
  context: ServiceContext,
  session: Session,
  { installationId, page }: { installationId: number; page: number },
): Promise<{ items: GitHubRepositoryItem[]; nextPage: number | null }> => {
  const token = await requirePersonToken(context, session);
  const { items, hasMore } = await context.github.accounts.listRepositories(token, installationId, page);
  return {
    items: items.map(({ id, fullName, isPrivate, defaultBranch, htmlUrl }) => ({
      id,
      fullName,
      isPrivate,
      defaultBranch,
      htmlUrl,
    })),
    nextPage: hasMore ? page + 1 : null,
  };
};

export interface ChosenRepository {
  identity: RepositoryIdentity;
  repository: GitHubRepository;
  /** Whether it was made just now; what is made and not used is removed again. */
  isNew: boolean;
  /** Takes a repository back that was made just now. */
  undo(): Promise<void>;
  token: string;
}

const requireOwner = async (context: ServiceContext, token: string, installationId: number): Promise<GitHubOwner> => {
  const owners = await context.github.accounts.listOwners(token);
  const owner = owners.find((each) => each.installationId === installationId);
  if (owner === undefined) throw new NotFoundError("account on GitHub with the App installed");
  return owner;
};

const findExisting = async (
  context: ServiceContext,
  token: string,
  owner: GitHubOwner,
  repositoryId: number,
): Promise<GitHubRepository> => {
  const repository = await context.github.accounts.readRepository(token, repositoryId);
  if (repository.fullName.split("/")[0] !== owner.login) throw new NotFoundError("repository of this account");
  if (!repository.canPush) {
    throw new IllegalStateError(
      `You may read ${repository.fullName}, but not push to it.`,
      "Ask its owner for write access, or choose another repository.",
    );
  }
  if (repository.size > MAXIMUM_KILOBYTES) throw new TooLargeError(`The repository ${repository.fullName}`, "1 GB");
  return repository;
};

/**
 * The repository a person names: one they have, or a new one. Everything is asked with the person's own token, so nobody
 * gets at a repository that GitHub would not let them push to (A18).
 */
export const chooseRepository = async (
  context: ServiceContext,
  session: Session,
  place: GitHubPlace & { fallbackName: string; description: string },
): Promise<ChosenRepository> => {
  const { accounts } = context.github;
  const token = await requirePersonToken(context, session);
  const owner = await requireOwner(context, token, place.installationId);
  const isNew = place.repositoryId === undefined;
  const repository = isNew
    ? await accounts.createRepository(token, owner, {
        name: place.name ?? place.fallbackName,
        isPrivate: place.isPrivate,
        description: place.description,
      })
    : await findExisting(context, token, owner, place.repositoryId ?? 0);
  return {
    repository,
    isNew,
    token,
    identity: {
      repositoryId: repository.id,
      repositoryName: repository.fullName,
      repositoryUrl: repository.htmlUrl,
      installationId: owner.installationId,
      repositoryState: "connected",
    },
    undo: async () => {
      if (isNew) await accounts.removeRepository(token, repository.fullName).catch(() => {});
    },
  };
};

export const missingPlace = (): InvalidInputError =>
  new InvalidInputError([
    { path: "github", message: "choose the account on GitHub that the repository is to belong to" },
  ]);
