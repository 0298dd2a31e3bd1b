import type { TreeEntry } from "#core/contracts/file.ts";
import { FOLDER_MODE, SUBMODULE_MODE, SYMLINK_MODE } from "../objects/tree-object.ts";

/** The contract's word for a mode. */
export const entryType = (mode: string): TreeEntry["type"] => {
  if (mode === FOLDER_MODE) return "folder";
  if (mode === SYMLINK_MODE) return "symlink";
  return mode === SUBMODULE_MODE ? "submodule" : "file";
};

/** Reads what `git ls-tree -r -t -l -z` prints: `<mode> <type> <sha> <size>\t<path>\0`. */
export const parseTreeListing = (output: Buffer): TreeEntry[] =>
  output
    .toString("utf8")
    .split("\0")
    .filter((record) => record !== "")
    .map((record) => {
      const tab = record.indexOf("\t");
      const [mode = "", , sha = "", size = "-"] = record.slice(0, tab).split(/ +/);
      const type = entryType(mode.replace(/^0+/, ""));
      return { path: record.slice(tab + 1), type, sha, size: type === "file" ? Number(size) : null };
    });
