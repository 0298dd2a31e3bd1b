import type { GitCommit, Person } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { serializeCommit } from "../objects/commit-object.ts";
import { type GitObject, hashObject } from "../objects/git-object.ts";
import { readCommitObject } from "./walk-history.ts";

export interface NewCommit {
  treeSha: string;
  parents: GitCommit[];
  author: Person;
  message: string;
  now: Date;
}

/**
 * Makes a commit object. It is never older than its parents, so that the order of a timeline is the order of history
 * whatever a clock does.
 */
export const createCommit = (commit: NewCommit): { sha: string; object: GitObject } => {
  const newest = Math.max(commit.now.getTime(), ...commit.parents.map(({ createdAt }) => Date.parse(createdAt)));
  const object = serializeCommit({
    treeSha: commit.treeSha,
    parents: commit.parents.map(({ sha }) => sha),
    author: commit.author,
    message: commit.message,
    at: new Date(newest),
  });
  return { sha: hashObject(object), object };
};

/** The tree of a commit; the empty tree for no commit. */
export const readParents = (repository: Repository, shas: (string | null)[]): Promise<GitCommit[]> =>
  Promise.all(shas.filter((sha) => sha !== null).map((sha) => readCommitObject(repository, sha)));
