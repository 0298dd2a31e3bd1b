import { isDotGit } from "../paths/check-name.ts";

/**
 * Whether a symlink at `path` with this target stays inside the repository: relative, `..` only at its beginning and no
 * further up than the root, and never into a `.git` folder. `path` and target are POSIX, as Git stores them.
 *
 * A `..` behind a name is refused although most are harmless: `up/..` is not this folder when `up` is itself a symlink,
 * and two harmless-looking links together would lead outside. So each link that passes leads to a place inside by a
 * real way up and names on the way down, whatever the other links are.
 */
export const isSafeSymlink = (path: string, target: string): boolean => {
  if (target === "" || target.startsWith("/") || target.includes("\0") || target.includes("\\")) return false;
  if (/^[a-z]:/i.test(target)) return false;
  const parts = target.split("/").filter((part) => part !== "" && part !== ".");
  const firstName = parts.findIndex((part) => part !== "..");
  const names = firstName === -1 ? [] : parts.slice(firstName);
  const folders = path.split("/").length - 1;
  return parts.length - names.length <= folders && !names.some((name) => name === ".." || isDotGit(name));
};
