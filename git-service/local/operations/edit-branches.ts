import { platformPusher } from "#core/contracts/push-webhook.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { HostContext } from "../host-context.ts";
import { requireCommit } from "../host-context.ts";
import { keepCommit } from "./keep-commit.ts";
import { moveBranch } from "./move-branch.ts";

/** Makes a branch at a commit. Throws StaleHeadError when the name is in use. */
export const createBranch = async (
  context: HostContext,
  name: RepositoryName,
  branch: string,
  sha: string,
): Promise<void> => {
  const repository = await context.open(name);
  const to = await requireCommit(repository, sha);
  await moveBranch(context, repository, { name, branch, from: null, to, pusher: platformPusher, objects: [] });
};

/** Deletes a branch that is still at `expectedHead`; its commits stay. The default branch cannot be deleted. */
export const deleteBranch = async (
  context: HostContext,
  name: RepositoryName,
  branch: string,
  expectedHead: string,
): Promise<void> => {
  const repository = await context.open(name);
  if (branch === (await repository.readDefaultBranch())) {
    throw new IllegalStateError("The default branch cannot be deleted.", "Delete another branch.");
  }
  const from = await requireCommit(repository, expectedHead);
  await keepCommit(repository, from);
  await moveBranch(context, repository, {
    name,
    branch,
    from,
    to: null,
    pusher: platformPusher,
    objects: [],
  });
};
