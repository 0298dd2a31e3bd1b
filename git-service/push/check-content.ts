import { SYMLINK_MODE, type TreeItem } from "../local/objects/tree-object.ts";
import { isSafeSymlink } from "../local/safe-symlink.ts";
import { checkSubmodules } from "./check-submodules.ts";
import type { Quarantine } from "./open-quarantine.ts";

const MAXIMUM_SYMLINK_BYTES = 4096;
const MAXIMUM_GITMODULES_BYTES = 100_000;

type Objects = Pick<Quarantine, "readObject" | "describe">;

const readSmall = async (objects: Objects, sha: string, limit: number): Promise<string | null> => {
  const size = (await objects.describe(sha))?.size ?? Number.POSITIVE_INFINITY;
  return size > limit ? null : (await objects.readObject(sha)).content.toString("utf8");
};

/** Why what a symlink or a .gitmodules file holds is refused, or null; anything else may hold what it likes. */
export const checkContent = async (objects: Objects, item: TreeItem, path: string): Promise<string | null> => {
  if (item.mode === SYMLINK_MODE) {
    const target = await readSmall(objects, item.sha, MAXIMUM_SYMLINK_BYTES);
    return target !== null && isSafeSymlink(path, target)
      ? null
      : "a symlink has to point to a place inside the repository, by a relative path";
  }
  if (path.toLowerCase() !== ".gitmodules") return null;
  const content = await readSmall(objects, item.sha, MAXIMUM_GITMODULES_BYTES);
  return content === null ? "it is too long" : checkSubmodules(content);
};
