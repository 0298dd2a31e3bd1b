import { posix } from "node:path";

/**
 * Whether a symlink at `path` with this target stays inside the repository: relative, and at no point above the root,
 * nor into a `.git` folder. `path` and target are POSIX, as Git stores them.
 */
export const isSafeSymlink = (path: string, target: string): boolean => {
  if (target === "" || target.startsWith("/") || target.includes("\0") || target.includes("\\")) return false;
  if (/^[a-z]:/i.test(target)) return false;
  let depth = posix.dirname(path) === "." ? 0 : path.split("/").length - 1;
  for (const part of target.split("/")) {
    if (part === "..") depth -= 1;
    else if (part !== "" && part !== ".") depth += 1;
    if (depth < 0) return false;
  }
  return !posix
    .join(posix.dirname(path), target)
    .split("/")
    .some((part) => part.toLowerCase() === ".git");
};
