import type { FileDiff } from "#core/contracts/file.ts";
import type { TreeDiff } from "../engine.ts";

/** More of a patch than a person can read; the interface says that the rest is left out. */
export const PATCH_BYTES = 4 * 1024 * 1024;

const statusOf = (letter: string): FileDiff["status"] => {
  if (letter === "A" || letter === "C") return "added";
  if (letter === "D") return "deleted";
  return letter === "R" ? "renamed" : "modified";
};

/** Walks NUL-ended fields of a buffer. */
const createFieldReader = (output: Buffer) => {
  let at = 0;
  return {
    peek: (): number | undefined => output[at],
    skip: (bytes: number): void => {
      at += bytes;
    },
    next: (): string => {
      const end = output.indexOf(0, at);
      const stop = end === -1 ? output.length : end;
      const field = output.toString("utf8", at, stop);
      at = stop + 1;
      return field;
    },
    rest: (): Buffer => output.subarray(Math.min(at, output.length)),
    get isAtEnd() {
      return at >= output.length;
    },
  };
};

const COLON = 0x3a;

/** Text up to the last whole line within so many bytes. */
const cutPatch = (patch: Buffer, maximumBytes: number): string => {
  if (patch.length <= maximumBytes) return patch.toString("utf8");
  const end = patch.lastIndexOf(0x0a, maximumBytes);
  return patch.toString("utf8", 0, end === -1 ? 0 : end + 1);
};

/** Reads what `git diff-tree -r -M --raw --numstat -p -z` prints: raw records, counts, an empty field, the patch. */
export const parseDiff = (output: Buffer, limits: { patchBytes: number; isCut: boolean }): TreeDiff => {
  const reader = createFieldReader(output);
  const files: FileDiff[] = [];
  while (reader.peek() === COLON) {
    const letter = reader.next().split(" ").at(-1)?.[0] ?? "M";
    const first = reader.next();
    const isPair = letter === "R" || letter === "C";
    const path = isPair ? reader.next() : first;
    files.push({
      path,
      oldPath: letter === "R" ? first : null,
      status: statusOf(letter),
      additions: 0,
      deletions: 0,
      isBinary: false,
    });
  }
  for (const file of files) {
    if (reader.isAtEnd) break;
    const [additions = "0", deletions = "0", path] = reader.next().split("\t");
    if (path === "") {
      reader.next();
      reader.next();
    }
    file.isBinary = additions === "-";
    file.additions = file.isBinary ? 0 : Number(additions);
    file.deletions = file.isBinary ? 0 : Number(deletions);
  }
  reader.skip(1);
  const patch = reader.rest();
  return {
    files,
    patch: cutPatch(patch, limits.patchBytes),
    isTruncated: limits.isCut || patch.length > limits.patchBytes,
  };
};
