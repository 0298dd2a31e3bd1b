import { branchNameSchema } from "#core/contracts/branch-name.ts";
import { shaSchema } from "#core/contracts/id.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { KeyedLock } from "./create-keyed-lock.ts";
import type { Repository } from "./engine.ts";
import type { Outbox } from "./outbox/create-outbox.ts";

/** What every operation of the local host is given. */
export interface HostContext {
  /** Opens a repository that exists; throws NotFoundError otherwise. */
  open(name: RepositoryName): Promise<Repository>;
  clock: Clock;
  outbox: Outbox;
  /** One writer a branch inside this process; between processes the ref itself decides. */
  lock: KeyedLock;
  /** Told after each new commit, so that maintenance can follow. */
  onCommitted(name: RepositoryName): void;
}

/** The full name of a branch; throws InvalidInputError for a name that is not one (A21). */
export const branchRef = (name: string): string => {
  const parsed = branchNameSchema.safeParse(name);
  if (!parsed.success) throw toLetscodeError(parsed.error);
  return `refs/heads/${parsed.data}`;
};

/** The commit a branch name or full id stands for, or null. */
export const findCommit = async (repository: Repository, ref: string): Promise<string | null> => {
  if (shaSchema.safeParse(ref).success) {
    return (await repository.describeObject(ref))?.type === "commit" ? ref : null;
  }
  return branchNameSchema.safeParse(ref).success ? repository.readRef(`refs/heads/${ref}`) : null;
};

/** Like `findCommit`, and throws NotFoundError. */
export const requireCommit = async (repository: Repository, ref: string): Promise<string> => {
  const sha = await findCommit(repository, ref);
  if (sha === null) throw new NotFoundError("branch or commit of this name");
  return sha;
};
