import fs from "node:fs";
import type { Clock } from "#core/ports/clock.ts";
import git from "isomorphic-git";
import type { Repository } from "../engine.ts";
import { walkHistory } from "../operations/walk-history.ts";
import { writeLooseObjects } from "../objects/write-loose-objects.ts";
import { createIsomorphicReader } from "./create-isomorphic-reader.ts";
import { diffInProcess } from "./diff-in-process.ts";
import { exportInProcess } from "./export-in-process.ts";
import { listTreeInProcess } from "./list-tree-in-process.ts";
import { mergeInProcess } from "./merge-in-process.ts";
import { updateRefFile } from "./update-ref-file.ts";

const listRange = async (
  repository: Repository,
  { from, to, limit }: { from: string | null; to: string; limit: number },
): Promise<string[]> => {
  const excluded = new Set<string>();
  if (from !== null) for await (const { sha } of walkHistory(repository, [from])) excluded.add(sha);
  const found: string[] = [];
  for await (const { sha } of walkHistory(repository, [to], excluded)) {
    found.push(sha);
    if (found.length >= limit) break;
  }
  return found.toReversed();
};

/**
 * Opens a bare repository through isomorphic-git, which reads loose objects, packs and refs. Objects are written by
 * the same code as on the other engine (whole or not at all), refs under a lock of our own.
 */
export const openIsomorphicRepository = ({ directory, clock }: { directory: string; clock: Clock }): Repository => {
  const { readObject, describeObject, readRef, findMergeBase } = createIsomorphicReader(directory);
  const repository: Repository = {
    directory,
    readObject,
    describeObject,
    writeObjects: (objects) => writeLooseObjects(directory, objects, { isSynced: true, now: clock.now() }),
    readRef,
    readDefaultBranch: async () => (await git.currentBranch({ fs, gitdir: directory })) ?? "main",
    listBranches: async () => {
      const names = (await git.listBranches({ fs, gitdir: directory })).toSorted();
      const shas = await Promise.all(names.map((name) => readRef(`refs/heads/${name}`)));
      return names.flatMap((name, index) => (shas[index] ? [{ name, sha: shas[index] }] : []));
    },
    updateRef: (ref, change) =>
      updateRefFile(directory, ref, change, {
        clock,
        read: () => readRef(ref),
        remove: () => git.deleteRef({ fs, gitdir: directory, ref }),
      }),
    listHistory: async (sha, { skip, limit }) => {
      const shas: string[] = [];
      for await (const commit of walkHistory(repository, [sha])) {
        if (shas.length >= skip + limit) break;
        shas.push(commit.sha);
      }
      return shas.slice(skip, skip + limit);
    },
    listRange: (range) => listRange(repository, range),
    findMergeBase,
    listTree: (treeSha) => listTreeInProcess(repository, treeSha),
    diffTrees: (baseTree, headTree) => diffInProcess(repository, baseTree, headTree),
    mergeTrees: (input) => mergeInProcess(repository, input),
    exportTree: (treeSha, folder) => exportInProcess(repository, treeSha, folder),
    maintain: async () => false,
    close: async () => {},
  };
  return repository;
};
