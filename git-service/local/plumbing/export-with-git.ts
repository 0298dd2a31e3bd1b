import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TreeEntry } from "#core/contracts/file.ts";
import type { Repository } from "../engine.ts";
import { isSafeSymlink } from "../safe-symlink.ts";
import { type RunGitOptions, runGit } from "./run-git.ts";

const findUnsafeSymlinks = async (repository: Repository, entries: TreeEntry[]): Promise<Set<string>> => {
  const links = entries.filter(({ type }) => type === "symlink");
  const targets = await Promise.all(links.map(({ sha }) => repository.readObject(sha)));
  return new Set(
    links
      .filter(({ path }, index) => !isSafeSymlink(path, targets[index]?.content.toString("utf8") ?? ""))
      .map(({ path }) => path),
  );
};

/**
 * Checks a tree out through a temporary index: git writes 1,000 files in a sixth of the time Node takes. A symlink
 * that would leave the folder is left out.
 */
export const exportWithGit = async (
  repository: Repository,
  treeSha: string,
  folder: string,
  options: RunGitOptions,
): Promise<void> => {
  const unsafe = await findUnsafeSymlinks(repository, await repository.listTree(treeSha));
  const scratch = await mkdtemp(join(tmpdir(), "letscode-export-"));
  const environment = { GIT_INDEX_FILE: join(scratch, "index"), GIT_WORK_TREE: folder };
  const run = (args: string[], input = "") =>
    runGit(args, { ...options, environment, input, config: { "core.bare": "false" }, timeoutMilliseconds: 300_000 });
  try {
    await run(["read-tree", "--end-of-options", treeSha]);
    if (unsafe.size > 0) {
      const removals = [...unsafe].map((path) => `0 ${"0".repeat(40)}\t${path}\0`).join("");
      await run(["update-index", "-z", "--index-info"], removals);
    }
    await run(["checkout-index", "--all", "--quiet", `--prefix=${folder}/`]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};
