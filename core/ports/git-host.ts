import type { DiffAnswer, FileAnswer, FileEdit, TreeEntry } from "#core/contracts/file.ts";
import type { Page } from "#core/contracts/page.ts";

/** Names a repository: `<ownerHandle>/<slug>` is its path on the local host and in clone URLs. */
export interface RepositoryName {
  projectId: string;
  ownerHandle: string;
  slug: string;
  /** Page of the repository on a host elsewhere; its clone URL is this with `.git`. */
  url?: string | null;
}

export interface Person {
  name: string;
  email: string;
}

export interface GitCommit {
  sha: string;
  treeSha: string;
  parents: string[];
  author: Person;
  committer: Person;
  /** When it was committed, ISO 8601. */
  createdAt: string;
  /** The whole message; subject, body and trailers are parsed by git-service/message. */
  message: string;
}

export interface Branch {
  name: string;
  sha: string;
}

export interface CommitRequest {
  branch: string;
  /** Head the change was made against; null creates the branch as an orphan. */
  expectedHead: string | null;
  changes: FileEdit[];
  message: string;
  author: Person;
  /**
   * What to do when the branch moved since `expectedHead`: `refuse` throws StaleHeadError; `replay` applies the
   * change to the new head by three-way merge and throws MergeConflictError when the two cannot be joined.
   */
  onMoved: "refuse" | "replay";
  /**
   * With `replay`: the one head the change may be put on; StaleHeadError when the branch is elsewhere by then. For who
   * must look at what came in between before each try.
   */
  replayOnto?: string;
}

export interface CommitResult {
  sha: string;
  /** Parent it landed on; differs from `expectedHead` when it was replayed. */
  parentSha: string | null;
  isReplayed: boolean;
}

export interface MergeRequest {
  /** Branch that receives. */
  into: string;
  /** Commit or branch that is merged. */
  from: string;
  message: string;
  author: Person;
  /**
   * `merge` (the default) fast-forwards when it can; `squash` makes one commit of the branch; `rebase` puts each of its
   * commits on the receiving branch anew.
   */
  method?: "merge" | "squash" | "rebase";
  /**
   * What to do with lines both sides changed: `refuse` (the default) throws MergeConflictError; `mark` commits both, between
   * Git's conflict markers, for whoever resolves them on this branch. Merging alone knows `mark`.
   */
  onConflict?: "refuse" | "mark";
}

/** What a merge would meet. */
export interface MergeCheck {
  /** Paths it could not join. */
  conflicts: string[];
  /** Commits `from` has and `into` has not, and the other way round. */
  ahead: number;
  behind: number;
}

/**
 * Where repositories live. Every write is a compare-and-swap on a ref; none forces a branch.
 * Throws NotFoundError, StaleHeadError, MergeConflictError, PathRefusedError, TooLargeError.
 */
export interface GitHost {
  readonly name: string;
  createRepository(
    repository: RepositoryName,
    first: { branch: string; changes: FileEdit[]; message: string; author: Person },
  ): Promise<CommitResult>;
  removeRepository(repository: RepositoryName): Promise<void>;
  cloneUrl(repository: RepositoryName): string;
  listBranches(repository: RepositoryName): Promise<Branch[]>;
  /** The commit a branch name or full sha stands for, or null. */
  resolve(repository: RepositoryName, ref: string): Promise<string | null>;
  createBranch(repository: RepositoryName, name: string, sha: string): Promise<void>;
  deleteBranch(repository: RepositoryName, name: string, expectedHead: string): Promise<void>;
  listCommits(
    repository: RepositoryName,
    query: { ref: string; limit: number; cursor?: string },
  ): Promise<Page<GitCommit>>;
  readCommit(repository: RepositoryName, sha: string): Promise<GitCommit>;
  /** Commits reachable from `to` and not from `from`, oldest first, at most `limit`. */
  commitsBetween(
    repository: RepositoryName,
    range: { from: string | null; to: string; limit: number },
  ): Promise<GitCommit[]>;
  listTree(repository: RepositoryName, ref: string): Promise<{ commitSha: string; items: TreeEntry[] }>;
  readFile(repository: RepositoryName, ref: string, path: string): Promise<FileAnswer>;
  /** Diff from the merge base of both (three dots), or straight from base to head. */
  diff(repository: RepositoryName, range: { base: string; head: string; fromMergeBase: boolean }): Promise<DiffAnswer>;
  commit(repository: RepositoryName, request: CommitRequest): Promise<CommitResult>;
  merge(
    repository: RepositoryName,
    request: MergeRequest,
  ): Promise<CommitResult & { isFastForward: boolean; isUpToDate: boolean }>;
  /** What `merge` of the same two would meet; nothing is written to a branch. */
  checkMerge(repository: RepositoryName, request: Pick<MergeRequest, "into" | "from">): Promise<MergeCheck>;
  /** A new commit that undoes one commit and keeps the later ones. */
  revert(
    repository: RepositoryName,
    request: { branch: string; commit: string; message: string; author: Person },
  ): Promise<CommitResult>;
  /** A new commit whose tree is that of an earlier one. */
  restore(
    repository: RepositoryName,
    request: { branch: string; commit: string; message: string; author: Person },
  ): Promise<CommitResult>;
  /** Writes the files of a commit into an empty folder, for a build. Symlinks are written as they are only if they stay inside. */
  exportFiles(repository: RepositoryName, sha: string, folder: string): Promise<void>;
}
