import type { FileDiff, TreeEntry } from "#core/contracts/file.ts";
import type { Branch } from "#core/ports/git-host.ts";
import type { GitObject, ObjectType } from "./objects/git-object.ts";

export interface TreeDiff {
  files: FileDiff[];
  patch: string;
  isTruncated: boolean;
}

/** Three trees of a merge: what both sides started from, and where each went. */
export interface MergeInput {
  baseTree: string;
  oursTree: string;
  theirsTree: string;
}

export type MergeOutcome =
  | { isClean: true; treeSha: string }
  /** `treeSha` has both sides of what could not be joined between conflict markers; null where the engine cannot write that. */
  | { isClean: false; paths: string[]; treeSha: string | null };

/**
 * One bare repository, as an engine opens it. Object ids are full. Everything above
 * this port (commits, tree rewriting, replay, merge, revert) is written once and gives the same ids on both engines.
 */
export interface Repository {
  readonly directory: string;
  /** Throws NotFoundError when the object is not here. */
  readObject(sha: string): Promise<GitObject>;
  /** Type and bytes of an object, or null, without reading it. */
  describeObject(sha: string): Promise<{ type: ObjectType; size: number } | null>;
  /** Durable when it resolves. Objects that are here already cost nothing. */
  writeObjects(objects: { sha: string; object: GitObject }[]): Promise<void>;
  /** The object a full ref name (`refs/heads/main`) stands for, or null. */
  readRef(ref: string): Promise<string | null>;
  /** The branch HEAD names: the default branch. */
  readDefaultBranch(): Promise<string>;
  listBranches(): Promise<Branch[]>;
  /**
   * Compare-and-swap: moves the ref from one commit to another (null: it does not exist) and answers whether
   * it did. Nothing is changed when the ref is elsewhere.
   */
  updateRef(ref: string, change: { from: string | null; to: string | null }): Promise<boolean>;
  /** Ids in the order `git log` shows them: newest commit first. */
  listHistory(sha: string, page: { skip: number; limit: number }): Promise<string[]>;
  /** Ids reachable from `to` and not from `from`, oldest first; the newest `limit` of them. */
  listRange(range: { from: string | null; to: string; limit: number }): Promise<string[]>;
  findMergeBase(one: string, other: string): Promise<string | null>;
  /** Every entry below a tree with its full path, folders included, in Git's order. */
  listTree(treeSha: string): Promise<TreeEntry[]>;
  diffTrees(baseTree: string, headTree: string): Promise<TreeDiff>;
  /** Three-way merge of contents. `isClean: false` names what a person has to join. */
  mergeTrees(input: MergeInput): Promise<MergeOutcome>;
  /** Writes the regular files and the harmless symlinks among `entries` into an empty folder. */
  exportTree(treeSha: string, folder: string): Promise<void>;
  /** Joins packs, packs loose objects and refs and writes the commit graph, when it is worth it. Answers whether it did. */
  maintain(options: { isForced: boolean }): Promise<boolean>;
  /** Ends what is kept open for this repository. */
  close(): Promise<void>;
}

/** What reads and writes object databases: the git binary with Node (`git`), or JavaScript alone (`isomorphic`). */
export interface GitEngine {
  readonly name: "git" | "isomorphic";
  open(directory: string): Repository;
  close(): Promise<void>;
}
