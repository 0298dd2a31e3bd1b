import type { MergeInput, MergeOutcome } from "../engine.ts";
import { writeLooseObjects } from "../objects/write-loose-objects.ts";
import { serializeCommit } from "../objects/commit-object.ts";
import { hashObject } from "../objects/git-object.ts";
import { type RunGitOptions, runGit } from "./run-git.ts";

const nobody = { name: "merge", email: "merge@localhost" };

/** A commit nothing points at: `merge-tree` of git 2.39 finds the base of a merge by history alone. */
const helperCommit = (treeSha: string, parents: string[]) => {
  const object = serializeCommit({ treeSha, parents, author: nobody, at: new Date(0), message: "merge input" });
  return { sha: hashObject(object), object };
};

/**
 * Three-way merge by `git merge-tree --write-tree`: knows renames, needs no checkout. The three helper commits and
 * the trees of a conflicting merge stay unreachable, loose, and are pruned by maintenance.
 */
export const mergeWithGit = async (
  input: MergeInput,
  options: RunGitOptions & { now: Date },
): Promise<MergeOutcome> => {
  const base = helperCommit(input.baseTree, []);
  const ours = helperCommit(input.oursTree, [base.sha]);
  const theirs = helperCommit(input.theirsTree, [base.sha]);
  await writeLooseObjects(options.directory, [base, ours, theirs], { isSynced: false, now: options.now });
  const { stdout, code } = await runGit(
    ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", "--end-of-options", ours.sha, theirs.sha],
    { ...options, acceptedCodes: [0, 1] },
  );
  const [treeSha = "", ...paths] = stdout.toString("utf8").split("\0");
  if (code === 0) return { isClean: true, treeSha };
  return { isClean: false, paths: [...new Set(paths.filter((path) => path !== ""))], treeSha };
};
