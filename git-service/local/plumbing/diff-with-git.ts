import type { TreeDiff } from "../engine.ts";
import { parseDiff, PATCH_BYTES } from "./parse-diff.ts";
import { type RunGitOptions, runGit } from "./run-git.ts";

const formats = ["-r", "-M", "--raw", "--numstat", "-p", "-z", "--no-abbrev", "--full-index", "-l2000"];
const plain = ["--no-ext-diff", "--no-textconv", "--no-color"];

/** Diff of two trees by `git diff-tree`; stops it once it has printed more than anybody reads. */
export const diffWithGit = async (baseTree: string, headTree: string, options: RunGitOptions): Promise<TreeDiff> => {
  const { stdout, isCut } = await runGit(["diff-tree", ...formats, ...plain, "--end-of-options", baseTree, headTree], {
    ...options,
    maximumBytes: PATCH_BYTES * 2,
  });
  return parseDiff(stdout, { patchBytes: PATCH_BYTES, isCut });
};
