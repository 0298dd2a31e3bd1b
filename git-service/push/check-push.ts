import { LetscodeError } from "#core/errors/letscode-error.ts";
import type { Branch, GitCommit, RepositoryName } from "#core/ports/git-host.ts";
import type { GitHttpLimits } from "../http/git-access.ts";
import type { PushedRef, PushQuestion } from "../http/answer-pre-receive.ts";
import { readCommitObject } from "../local/operations/walk-history.ts";
import { EMPTY_TREE_SHA } from "../local/objects/git-object.ts";
import { checkRefs } from "./check-refs.ts";
import { createTreeChecker, type NewFile } from "./check-trees.ts";
import type { CountFiles } from "./count-files.ts";
import { formatBytes } from "../format-bytes.ts";
import { isForward, listNewCommits } from "./list-new-commits.ts";
import { openQuarantine, type Quarantine } from "./open-quarantine.ts";
import { PushRefusedError } from "./push-refused-error.ts";

/** A text file that a push brings, in any of its commits. */
export interface PushedFile {
  repository: RepositoryName;
  path: string;
  content: string;
}

/** A further check of what is pushed, such as a search for secrets: throws a LetscodeError to refuse the push. */
export type CheckPush = (file: PushedFile) => Promise<void>;

/** What the check knows of the repository as it is. */
export interface PushTarget {
  repository: RepositoryName;
  directory: string;
  defaultBranch: string;
  branches: Branch[];
  /** The commit a ref is at now. */
  readRef(ref: string): Promise<string | null>;
}

export interface PushCheckOptions {
  gitBinary: string;
  limits: GitHttpLimits;
  countFiles: CountFiles;
  checkPush?: CheckPush | undefined;
}

/** Larger files, and files with a NUL in them, are not text anybody wrote. */
const SCANNED_BYTES = 1_000_000;
const ENOUGH_FINDINGS = 10;
const pathFix = "Rename or remove what is named, amend the commit that brings it, and push again.";

const assertRefs = async (updates: PushedRef[], target: PushTarget): Promise<void> => {
  const branches = target.branches.map(({ name }) => name);
  const reasons = checkRefs(updates, { defaultBranch: target.defaultBranch, branches });
  for (const { ref, before } of reasons.length > 0 ? [] : updates) {
    if ((await target.readRef(ref)) !== before) reasons.push(`${ref}: it moved while you pushed; fetch and try again.`);
  }
  if (reasons.length > 0) throw new PushRefusedError(reasons, "Push other names, or to another branch.");
};

/** Commits that the pushed refs will point at, tags followed. */
const findTips = async (quarantine: Quarantine, updates: PushedRef[]): Promise<string[]> => {
  const tips: string[] = [];
  for (const { ref, after } of updates) {
    if (after === null) continue;
    const commit = await quarantine.describe(`${after}^{commit}`);
    if (commit === null) {
      throw new PushRefusedError([`${ref}: it does not point at a commit.`], "Point it at a commit and push again.");
    }
    tips.push(commit.sha);
  }
  return [...new Set(tips)];
};

const assertSizes = (files: NewFile[], limit: number): void => {
  const large = files.filter(({ size }) => size > limit).slice(0, ENOUGH_FINDINGS);
  if (large.length === 0) return;
  throw new PushRefusedError(
    large.map(
      ({ path, size }) => `${path}: ${formatBytes(size)} is more than the limit of ${formatBytes(limit)} a file.`,
    ),
    "Keep large files outside the repository, remove them from the commits that bring them, and push again.",
  );
};

/** Before anything walks the trees: what this lets pass can be walked. */
const assertCounts = async (
  quarantine: Quarantine,
  commits: GitCommit[],
  { limits, countFiles }: PushCheckOptions,
): Promise<void> => {
  for (const commit of commits) {
    if ((await countFiles(quarantine, commit.treeSha)) <= limits.files) continue;
    throw new PushRefusedError(
      [`${commit.sha.slice(0, 12)}: it holds more files than the limit of ${limits.files}.`],
      "Leave generated files and installed packages out (.gitignore), and push again.",
    );
  }
};

const runFurtherCheck = async (
  quarantine: Quarantine,
  repository: RepositoryName,
  files: NewFile[],
  checkPush: CheckPush,
): Promise<void> => {
  const findings: LetscodeError[] = [];
  for (const { path, sha, size } of files) {
    if (size > SCANNED_BYTES || findings.length >= ENOUGH_FINDINGS) continue;
    const { content } = await quarantine.readObject(sha);
    if (content.subarray(0, 8000).includes(0)) continue;
    try {
      await checkPush({ repository, path, content: content.toString("utf8") });
    } catch (error) {
      if (!(error instanceof LetscodeError) || error.status >= 500) throw error;
      findings.push(error);
    }
  }
  const [first] = findings;
  if (first !== undefined)
    throw new PushRefusedError(
      findings.map(({ detail }) => detail),
      first.fix,
    );
};

/** Old heads that a push would leave without a ref: of deleted branches, and of those it does not go on from. */
const findRewritten = async (quarantine: Quarantine, updates: PushedRef[]): Promise<string[]> => {
  const rewritten: string[] = [];
  for (const { ref, before, after } of updates) {
    if (before === null || !ref.startsWith("refs/heads/")) continue;
    if (after === null || !(await isForward(quarantine, before, after))) rewritten.push(before);
  }
  return rewritten;
};

const assertForward = (updates: PushedRef[], rewritten: string[], defaultBranch: string): void => {
  const trunk = updates.find(({ ref }) => ref === `refs/heads/${defaultBranch}`);
  if (!trunk?.before || !rewritten.includes(trunk.before)) return;
  throw new PushRefusedError(
    [`${defaultBranch}: the history of the default branch only moves forward, and this push would rewrite it.`],
    "Fetch, merge or rebase onto it, and push without force; or push to another branch.",
  );
};

const checkObjects = async (
  quarantine: Quarantine,
  updates: PushedRef[],
  target: PushTarget,
  options: PushCheckOptions,
): Promise<void> => {
  const tips = await findTips(quarantine, updates);
  const known = new Set(target.branches.map(({ sha }) => sha));
  const commits = await listNewCommits(quarantine, tips, { known, limit: options.limits.commits });
  await assertCounts(quarantine, commits, options);
  const checker = createTreeChecker(quarantine);
  for (const commit of commits) {
    const parents = await Promise.all(commit.parents.map((sha) => readCommitObject(quarantine, sha)));
    await checker.check(commit.treeSha, parents.length > 0 ? parents.map(({ treeSha }) => treeSha) : [EMPTY_TREE_SHA]);
  }
  if (checker.reasons.length > 0) throw new PushRefusedError(checker.reasons, pathFix);
  assertSizes(checker.files, options.limits.fileBytes);
  if (options.checkPush) await runFurtherCheck(quarantine, target.repository, checker.files, options.checkPush);
};

/**
 * Decides about a push while its objects are in quarantine: what refs it may move, and what fsck lets through. Throws
 * PushRefusedError or TooLargeError; git then deletes the quarantine, and nothing of the push is kept. Answers the old
 * heads that would be left without a ref.
 */
export const checkPush = async (
  question: PushQuestion,
  target: PushTarget,
  options: PushCheckOptions,
): Promise<{ rewritten: string[] }> => {
  const { updates } = question;
  const { gitBinary } = options;
  await assertRefs(updates, target);
  const quarantine = openQuarantine({ gitBinary, directory: target.directory, quarantine: question.quarantine });
  try {
    const rewritten = await findRewritten(quarantine, updates);
    assertForward(updates, rewritten, target.defaultBranch);
    await checkObjects(quarantine, updates, target, options);
    return { rewritten };
  } finally {
    quarantine.close();
  }
};
