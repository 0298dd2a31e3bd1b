import { ZERO_SHA } from "#core/contracts/id.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import type { Repository } from "../engine.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { compareTrees } from "../operations/compare-trees.ts";
import { commitsBetween } from "../operations/read-repository.ts";
import { readCommitObject } from "../operations/walk-history.ts";
import { describeRepository } from "./describe-repository.ts";
import type { RefUpdate } from "./ref-update.ts";

/** GitHub names at most so many commits in one push; the receiver asks the host for the rest. */
const MAXIMUM_COMMITS = 2048;
/** Commits whose changed files are listed; beyond, the lists are empty. */
const COMMITS_WITH_FILES = 20;

const listChangedFiles = async (repository: Repository, commit: GitCommit) => {
  const [parent] = commit.parents;
  const base = parent === undefined ? EMPTY_TREE_SHA : (await readCommitObject(repository, parent)).treeSha;
  const changes = await compareTrees(repository, base, commit.treeSha);
  const paths = (isWanted: (change: (typeof changes)[number]) => boolean): string[] =>
    changes
      .filter((change) => isWanted(change))
      .slice(0, 3000)
      .map(({ path }) => path);
  return {
    added: paths(({ before }) => before === null),
    removed: paths(({ after }) => after === null),
    modified: paths(({ before, after }) => before !== null && after !== null),
  };
};

const describeCommit = async (repository: Repository, commit: GitCommit, url: string, hasFiles: boolean) => ({
  id: commit.sha,
  tree_id: commit.treeSha,
  distinct: true,
  message: commit.message,
  timestamp: commit.createdAt,
  url: `${url}/commit/${commit.sha}`,
  author: commit.author,
  committer: commit.committer,
  ...(hasFiles ? await listChangedFiles(repository, commit) : { added: [], removed: [], modified: [] }),
});

/** Start of what is new in a push: the old head, or for a new branch where it left the default branch. */
const findStart = async (repository: Repository, update: RefUpdate, defaultBranch: string): Promise<string | null> => {
  if (update.before !== null) return update.before;
  const trunk = `refs/heads/${defaultBranch}`;
  return update.ref === trunk ? null : repository.readRef(trunk);
};

/** The commits of an update that are commits: a tag may point at anything. */
const findCommits = async (
  repository: Repository,
  update: RefUpdate,
  defaultBranch: string,
): Promise<{ commits: GitCommit[]; head: GitCommit | null }> => {
  if (update.after === null || (await repository.describeObject(update.after))?.type !== "commit") {
    return { commits: [], head: null };
  }
  const head = await readCommitObject(repository, update.after);
  if (!update.ref.startsWith("refs/heads/")) return { commits: [], head };
  const from = await findStart(repository, update, defaultBranch);
  return { commits: await commitsBetween(repository, { from, to: update.after, limit: MAXIMUM_COMMITS }), head };
};

const isForced = async (repository: Repository, { before, after }: RefUpdate): Promise<boolean> =>
  before !== null && after !== null && (await repository.findMergeBase(before, after)) !== before;

/** GitHub's `push` payload of a ref update. https://docs.github.com/en/webhooks/webhook-events-and-payloads#push */
export const describePush = async (repository: Repository, update: RefUpdate, publicUrl: string, now: Date) => {
  const defaultBranch = await repository.readDefaultBranch();
  const description = describeRepository(update.repository, { publicUrl, defaultBranch, pushedAt: now });
  const { commits, head } = await findCommits(repository, update, defaultBranch);
  const isStraight = commits[0]?.parents[0] === update.before;
  return {
    ref: update.ref,
    before: update.before ?? ZERO_SHA,
    after: update.after ?? ZERO_SHA,
    created: update.before === null,
    deleted: update.after === null,
    forced: !isStraight && update.ref.startsWith("refs/heads/") && (await isForced(repository, update)),
    base_ref: null,
    compare: `${description.url}/compare/${update.before?.slice(0, 12) ?? defaultBranch}...${update.after?.slice(0, 12) ?? ""}`,
    commits: await Promise.all(
      commits.map((commit, index) =>
        describeCommit(repository, commit, description.url, index >= commits.length - COMMITS_WITH_FILES),
      ),
    ),
    head_commit: head === null ? null : await describeCommit(repository, head, description.url, false),
    repository: description,
    pusher: { name: update.pusher.name, email: update.pusher.email },
  };
};
