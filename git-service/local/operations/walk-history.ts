import type { GitCommit } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { parseCommit } from "../objects/commit-object.ts";

/** Reads one commit object. */
export const readCommitObject = async (repository: Pick<Repository, "readObject">, sha: string): Promise<GitCommit> =>
  parseCommit(sha, (await repository.readObject(sha)).content);

/**
 * Walks history as `git log` does: newest commit date first, and of the same second the one met first. Reads only the
 * commits it yields and their children's parents. Neither yields nor passes an excluded commit.
 */
export async function* walkHistory(
  repository: Pick<Repository, "readObject">,
  starts: string[],
  excluded: ReadonlySet<string> = new Set(),
): AsyncGenerator<GitCommit> {
  const seen = new Set([...excluded, ...starts]);
  const waiting: GitCommit[] = [];
  const add = (commit: GitCommit): void => {
    const at = waiting.findIndex((other) => other.createdAt < commit.createdAt);
    waiting.splice(at === -1 ? waiting.length : at, 0, commit);
  };
  for (const start of starts.filter((sha) => !excluded.has(sha))) add(await readCommitObject(repository, start));
  for (let commit = waiting.shift(); commit !== undefined; commit = waiting.shift()) {
    yield commit;
    const parents = commit.parents.filter((parent) => !seen.has(parent));
    for (const parent of parents) seen.add(parent);
    for (const parent of await Promise.all(parents.map((sha) => readCommitObject(repository, sha)))) add(parent);
  }
}

/** First `limit` commits from a start. */
export const takeHistory = async (repository: Repository, start: string, limit: number): Promise<GitCommit[]> => {
  const commits: GitCommit[] = [];
  if (limit <= 0) return commits;
  for await (const commit of walkHistory(repository, [start])) {
    commits.push(commit);
    if (commits.length >= limit) break;
  }
  return commits;
};
