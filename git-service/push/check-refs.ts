import { branchNameSchema } from "#core/contracts/branch-name.ts";
import type { PushedRef } from "../http/answer-pre-receive.ts";
import { findNameConflict } from "../paths/find-name-conflict.ts";

export const MAXIMUM_REFS = 1000;

const branchOf = (ref: string): string | null =>
  ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : null;

const nameOf = (ref: string): string | null =>
  branchOf(ref) ?? (ref.startsWith("refs/tags/") ? ref.slice("refs/tags/".length) : null);

const checkRef = (
  { ref, before, after }: PushedRef,
  repository: { defaultBranch: string; branches: string[] },
): string | null => {
  const name = nameOf(ref);
  if (name === null) return `${ref}: only branches and tags can be pushed.`;
  if (after === null) {
    return branchOf(ref) === repository.defaultBranch ? `${name}: the default branch cannot be deleted.` : null;
  }
  if (before !== null) return null;
  const parsed = branchNameSchema.safeParse(name);
  if (!parsed.success) return `${name}: ${parsed.error.issues[0]?.message ?? "git does not allow this name"}.`;
  const conflict = branchOf(ref) === null ? undefined : findNameConflict(repository.branches, name);
  return conflict === undefined ? null : `${name}: it cannot exist beside the branch ${conflict}.`;
};

/** Why refs of a push are refused by their names or their deletion, a line each. */
export const checkRefs = (
  updates: PushedRef[],
  repository: { defaultBranch: string; branches: string[] },
): string[] => {
  if (updates.length > MAXIMUM_REFS) return [`One push may move ${MAXIMUM_REFS} branches and tags.`];
  const deleted = new Set(updates.filter(({ after }) => after === null).map(({ ref }) => branchOf(ref)));
  const branches = repository.branches.filter((branch) => !deleted.has(branch));
  return updates.map((update) => checkRef(update, { ...repository, branches })).filter((reason) => reason !== null);
};
