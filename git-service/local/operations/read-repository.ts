import { posix } from "node:path";
import type { DiffAnswer, FileAnswer, TreeEntry } from "#core/contracts/file.ts";
import type { Page } from "#core/contracts/page.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { requireCommit } from "../host-context.ts";
import { isFolder, SUBMODULE_MODE } from "../objects/tree-object.ts";
import { readTree } from "./rewrite-tree.ts";
import { readCommitObject, takeHistory } from "./walk-history.ts";

/** Larger files are named with their size and no content. */
export const SHOWN_FILE_BYTES = 5_000_000;
/** Up to here the walk in this process beats a `git rev-list` (decision 030). */
const WALKED_COMMITS = 200;

const cursorPattern = /^([0-9a-f]{40}):(\d{1,9})$/;

const readCursor = (cursor: string): { start: string; skip: number } => {
  const match = cursorPattern.exec(cursor);
  if (match === null) throw new InvalidInputError([{ path: "cursor", message: "it is not one this list gave" }]);
  return { start: match[1] ?? "", skip: Number(match[2]) };
};

/** One page of history. The cursor holds the first page's head, so commits made meanwhile shift nothing. */
export const listCommits = async (
  repository: Repository,
  query: { ref: string; limit: number; cursor?: string | undefined },
): Promise<Page<GitCommit>> => {
  const { start, skip } =
    query.cursor === undefined
      ? { start: await requireCommit(repository, query.ref), skip: 0 }
      : readCursor(query.cursor);
  const wanted = query.limit + 1;
  const found =
    skip + wanted <= WALKED_COMMITS
      ? (await takeHistory(repository, start, skip + wanted)).slice(skip)
      : await Promise.all(
          (await repository.listHistory(start, { skip, limit: wanted })).map((sha) =>
            readCommitObject(repository, sha),
          ),
        );
  const hasMore = found.length > query.limit;
  return { items: found.slice(0, query.limit), nextCursor: hasMore ? `${start}:${skip + query.limit}` : null };
};

/** Follows a straight line of parents for a few commits: the range of nearly every push. */
const findStraightRange = async (
  repository: Repository,
  range: { from: string | null; to: string },
): Promise<GitCommit[] | null> => {
  const commits: GitCommit[] = [];
  for (let sha: string | null = range.to; sha !== range.from;) {
    if (sha === null || commits.length >= 20) return null;
    const commit: GitCommit = await readCommitObject(repository, sha);
    if (commit.parents.length > 1) return null;
    commits.push(commit);
    sha = commit.parents[0] ?? null;
  }
  return commits.toReversed();
};

/** Commits reachable from `to` and not from `from`, oldest first, the newest `limit` of them. */
export const commitsBetween = async (
  repository: Repository,
  range: { from: string | null; to: string; limit: number },
): Promise<GitCommit[]> => {
  const straight = await findStraightRange(repository, range);
  if (straight !== null) return straight.slice(Math.max(0, straight.length - range.limit));
  const shas = await repository.listRange(range);
  return Promise.all(shas.map((sha) => readCommitObject(repository, sha)));
};

/** Every entry of a commit's tree. */
export const listFiles = async (
  repository: Repository,
  ref: string,
): Promise<{ commitSha: string; items: TreeEntry[] }> => {
  const commitSha = await requireCommit(repository, ref);
  const { treeSha } = await readCommitObject(repository, commitSha);
  return { commitSha, items: await repository.listTree(treeSha) };
};

const findBlob = async (repository: Repository, treeSha: string, path: string): Promise<string | null> => {
  let folder = treeSha;
  const names = path.split("/");
  for (const [index, name] of names.entries()) {
    const item = (await readTree(repository, folder)).find((one) => one.name === name);
    if (item === undefined || item.mode === SUBMODULE_MODE) return null;
    if (index === names.length - 1) return isFolder(item) ? null : item.sha;
    if (!isFolder(item)) return null;
    folder = item.sha;
  }
  return null;
};

/** Git's own test: a NUL among the first 8,000 bytes; and anything that is not UTF-8 cannot travel as text. */
const isBinary = (content: Buffer): boolean =>
  content.subarray(0, 8000).includes(0) || !Buffer.from(content.toString("utf8")).equals(content);

/** One file of a commit. Throws NotFoundError. */
export const readFileAt = async (repository: Repository, ref: string, path: string): Promise<FileAnswer> => {
  const commitSha = await requireCommit(repository, ref);
  const { treeSha } = await readCommitObject(repository, commitSha);
  const sha = path === posix.normalize(path) ? await findBlob(repository, treeSha, path) : null;
  const description = sha === null ? null : await repository.describeObject(sha);
  if (sha === null || description === null) throw new NotFoundError(`file ${path}`);
  const answer = { path, sha, size: description.size, commitSha };
  if (description.size > SHOWN_FILE_BYTES) return { ...answer, isBinary: false, content: "", isTruncated: true };
  const { content } = await repository.readObject(sha);
  const binary = isBinary(content);
  return { ...answer, isBinary: binary, content: content.toString(binary ? "base64" : "utf8"), isTruncated: false };
};

/** Diff of two commits, or from where they parted. */
export const diffCommits = async (
  repository: Repository,
  range: { base: string; head: string; fromMergeBase: boolean },
): Promise<DiffAnswer> => {
  const [given, head] = await Promise.all([
    requireCommit(repository, range.base),
    requireCommit(repository, range.head),
  ]);
  const base = range.fromMergeBase && given !== head ? ((await repository.findMergeBase(given, head)) ?? given) : given;
  const [baseCommit, headCommit] = await Promise.all([
    readCommitObject(repository, base),
    readCommitObject(repository, head),
  ]);
  return { base, head, ...(await repository.diffTrees(baseCommit.treeSha, headCommit.treeSha)) };
};
