import { TooLargeError } from "#core/errors/too-large-error.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import { readCommitObject } from "../local/operations/walk-history.ts";
import type { Quarantine } from "./open-quarantine.ts";

/** A straight line of so many commits is followed here; beyond, one `git rev-list` is cheaper. */
const FOLLOWED_COMMITS = 50;

/** Follows single parents from a tip to a commit that a ref of the repository holds; null when it is not that simple. */
const followParents = async (
  quarantine: Quarantine,
  tip: string,
  known: ReadonlySet<string>,
): Promise<{ commits: GitCommit[]; reached: string | null } | null> => {
  const commits: GitCommit[] = [];
  for (let sha: string | undefined = tip; sha !== undefined;) {
    if (known.has(sha)) return { commits, reached: sha };
    if (commits.length >= FOLLOWED_COMMITS) return null;
    const commit: GitCommit = await readCommitObject(quarantine, sha);
    if (commit.parents.length > 1) return null;
    commits.push(commit);
    [sha] = commit.parents;
  }
  return { commits, reached: null };
};

/**
 * The commits of a push that no ref of the repository reaches yet: all that has to be looked at. Being in the object
 * store is not enough to count as known: an earlier push may have brought it along without a ref.
 * `known` holds commits that refs point at now. Throws TooLargeError.
 */
export const listNewCommits = async (
  quarantine: Quarantine,
  tips: string[],
  options: { known: ReadonlySet<string>; limit: number },
): Promise<GitCommit[]> => {
  const found = new Map<string, GitCommit>();
  const rest: string[] = [];
  for (const tip of tips) {
    const line = await followParents(quarantine, tip, options.known);
    // At a root without having met a known commit: an older commit than any head, or another root. Git finds out.
    if (line === null || line.reached === null) rest.push(tip);
    else for (const commit of line.commits) found.set(commit.sha, commit);
  }
  if (rest.length > 0) {
    const args = ["rev-list", `--max-count=${options.limit + 1}`, "--stdin", "--not", "--all"];
    const { stdout } = await quarantine.run(args, `${rest.join("\n")}\n`);
    const shas = stdout.toString("latin1").split("\n").filter(Boolean);
    if (shas.length > options.limit) throw new TooLargeError("The history of this push", `${options.limit} commits`);
    for (const sha of shas) if (!found.has(sha)) found.set(sha, await readCommitObject(quarantine, sha));
  }
  if (found.size > options.limit) throw new TooLargeError("The history of this push", `${options.limit} commits`);
  return [...found.values()];
};

/** Whether `after` has `before` in its history. */
export const isForward = async (quarantine: Quarantine, before: string, after: string): Promise<boolean> => {
  const line = await followParents(quarantine, after, new Set([before]));
  if (line?.reached === before) return true;
  return (await quarantine.run(["merge-base", "--is-ancestor", before, after])).code === 0;
};
