import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Clock } from "#core/ports/clock.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { Repository } from "../engine.ts";
import { removeStaleLock } from "../lock-file.ts";
import { EMPTY_TREE_SHA } from "../objects/git-object.ts";
import { diffWithGit } from "./diff-with-git.ts";
import { exportWithGit } from "./export-with-git.ts";
import { maintainWithGit } from "./maintain-with-git.ts";
import { mergeWithGit } from "./merge-with-git.ts";
import type { ObjectReader } from "./object-reader.ts";
import { parseTreeListing } from "./parse-tree-listing.ts";
import type { ProcessPool } from "./process-pool.ts";
import type { RefUpdater } from "./ref-updater.ts";
import { gitFailure, runGit } from "./run-git.ts";
import { writePack } from "./write-pack.ts";

export interface PlumbingRepositoryOptions {
  gitBinary: string;
  directory: string;
  clock: Clock;
  readers: ProcessPool<ObjectReader>;
  updaters: ProcessPool<RefUpdater>;
  isSynced: boolean;
}

const UPDATE_ATTEMPTS = 8;
/** What git says when another process holds a ref, or died while it did. */
const lockPattern = /Unable to create '([^'\n]+\.lock)': File exists/;

const linesOf = (output: Buffer): string[] =>
  output
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");

/** Opens a bare repository through git's plumbing. Ids and branch names are validated by the caller. */
export const openPlumbingRepository = (options: PlumbingRepositoryOptions): Repository => {
  const { directory, clock, readers, updaters } = options;
  const git = { gitBinary: options.gitBinary, directory };
  const run = async (args: string[], more: Partial<Parameters<typeof runGit>[1]> = {}) =>
    (await runGit(args, { ...git, ...more })).stdout;

  const readRef = async (ref: string): Promise<string | null> => (await readers.get(directory).info(ref))?.sha ?? null;

  const repository: Repository = {
    directory,
    readObject: async (sha) => {
      if (sha === EMPTY_TREE_SHA) return { type: "tree", content: Buffer.alloc(0) };
      const object = await readers.get(directory).read(sha);
      if (object === null) throw new NotFoundError(`object ${sha}`);
      return object;
    },
    describeObject: (sha) => readers.get(directory).info(sha),
    writeObjects: (objects) => writePack(directory, objects, { isSynced: options.isSynced }),
    readRef,
    readDefaultBranch: async () =>
      (await readFile(join(directory, "HEAD"), "utf8")).trim().replace(/^ref: refs\/heads\//, ""),
    listBranches: async () => {
      const lines = linesOf(await run(["for-each-ref", "--format=%(objectname) %(refname:strip=2)", "refs/heads/"]));
      return lines.map((line) => ({ sha: line.slice(0, 40), name: line.slice(41) }));
    },
    updateRef: async (ref, change) => {
      let reason = "";
      for (let attempt = 0; attempt < UPDATE_ATTEMPTS; attempt += 1) {
        const answer = await updaters.get(directory).update(ref, change);
        if (answer === true) return true;
        reason = answer.reason;
        if ((await readRef(ref)) !== change.from) return false;
        const lock = lockPattern.exec(reason)?.[1];
        if (lock === undefined || !(await removeStaleLock(resolve(directory, lock), clock.now()))) {
          await clock.sleep(5 * 2 ** attempt);
        }
      }
      throw gitFailure("update-ref", reason);
    },
    listHistory: async (sha, { skip, limit }) =>
      linesOf(await run(["rev-list", `--skip=${skip}`, `--max-count=${limit}`, "--end-of-options", sha])),
    listRange: async ({ from, to, limit }) => {
      const exclusion = from === null ? [] : [`^${from}`];
      const args = ["rev-list", "--reverse", `--max-count=${limit}`, "--end-of-options", to, ...exclusion];
      return linesOf(await run(args));
    },
    findMergeBase: async (one, other) =>
      linesOf(await run(["merge-base", "--end-of-options", one, other], { acceptedCodes: [0, 1] }))[0] ?? null,
    listTree: async (treeSha) =>
      parseTreeListing(await run(["ls-tree", "-r", "-t", "-l", "-z", "--full-tree", "--end-of-options", treeSha])),
    diffTrees: (baseTree, headTree) => diffWithGit(baseTree, headTree, git),
    mergeTrees: (input) => mergeWithGit(input, { ...git, now: clock.now() }),
    exportTree: (treeSha, folder) => exportWithGit(repository, treeSha, folder, git),
    maintain: (how) => maintainWithGit(git, how),
    close: async () => {
      readers.drop(directory);
      updaters.drop(directory);
    },
  };
  return repository;
};
