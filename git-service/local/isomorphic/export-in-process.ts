import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { PathRefusedError } from "#core/errors/path-refused-error.ts";
import type { Repository } from "../engine.ts";
import { isFolder, SUBMODULE_MODE, SYMLINK_MODE, type TreeItem } from "../objects/tree-object.ts";
import { readTree } from "../operations/rewrite-tree.ts";
import { isSafeSymlink } from "../safe-symlink.ts";

const listLeaves = async (
  repository: Pick<Repository, "readObject">,
  treeSha: string,
  folder = "",
): Promise<TreeItem[]> => {
  const items = await readTree(repository, treeSha);
  const lists = await Promise.all(
    items.map((item) =>
      isFolder(item)
        ? listLeaves(repository, item.sha, `${folder}${item.name}/`)
        : [{ ...item, name: `${folder}${item.name}` }],
    ),
  );
  return lists.flat();
};

const isLink = ({ mode }: TreeItem): boolean => mode === SYMLINK_MODE;

/** The place of a path below the folder; throws PathRefusedError when it would be elsewhere. */
const placeOf = (folder: string, path: string): string => {
  const place = resolve(folder, path);
  const inside = relative(folder, place);
  if (inside === "" || inside === ".." || inside.startsWith(`..${sep}`) || inside !== join(path)) {
    throw new PathRefusedError(path, "it is outside the folder of the export");
  }
  return place;
};

/**
 * Writes a tree into an empty folder. Symlinks come last, so that no file is written through one; a symlink that would
 * leave the folder is left out, as on the other engine.
 */
export const exportInProcess = async (
  repository: Pick<Repository, "readObject">,
  treeSha: string,
  folder: string,
): Promise<void> => {
  const leaves = await listLeaves(repository, treeSha);
  await mkdir(folder, { recursive: true });
  const made = new Set<string>();
  for (const item of leaves.filter((one) => !isLink(one))) {
    const place = placeOf(folder, item.name);
    const parent = item.mode === SUBMODULE_MODE ? place : dirname(place);
    if (!made.has(parent)) await mkdir(parent, { recursive: true });
    made.add(parent);
    if (item.mode === SUBMODULE_MODE) continue;
    const { content } = await repository.readObject(item.sha);
    await writeFile(place, content, { flag: "wx", mode: item.mode === "100755" ? 0o755 : 0o644 });
  }
  for (const item of leaves.filter(isLink)) {
    const target = (await repository.readObject(item.sha)).content.toString("utf8");
    if (!isSafeSymlink(item.name, target)) continue;
    const place = placeOf(folder, item.name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(target, place);
  }
};
