import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type RunGitOptions, runGit } from "./run-git.ts";

/** Loose objects in one of 256 folders at which packing pays: about 1,000 in all, some 70 commits of 10 files. */
const LOOSE_IN_SAMPLE = 4;

const count = async (folder: string, ending = ""): Promise<number> => {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(ending)).length;
  } catch {
    return 0;
  }
};

/** Object ids are evenly spread, so two folders stand for all 256. */
const isWorthIt = async (directory: string): Promise<boolean> => {
  const samples = await Promise.all(["17", "a9"].map((name) => count(join(directory, "objects", name))));
  if (samples.reduce((sum, one) => sum + one, 0) >= LOOSE_IN_SAMPLE * 2) return true;
  return (await count(join(directory, "objects", "pack"), ".pack")) > 20;
};

/**
 * Geometric repacking: new objects go into a pack of their own and small packs are joined, so the work follows what is
 * new and not the size of the repository. Unreachable objects younger than two weeks stay: somebody may be about to
 * point a ref at them.
 */
export const maintainWithGit = async (
  options: RunGitOptions,
  { isForced }: { isForced: boolean },
): Promise<boolean> => {
  if (!isForced && !(await isWorthIt(options.directory))) return false;
  const slow = { ...options, timeoutMilliseconds: 600_000 };
  await runGit(["repack", "--geometric=2", "-d", "-l", "-q"], slow);
  await runGit(["pack-refs", "--all", "--prune"], slow);
  await runGit(["commit-graph", "write", "--reachable", "--no-progress"], slow);
  await runGit(["prune", "--expire=2.weeks.ago", "--no-progress"], slow);
  return true;
};
