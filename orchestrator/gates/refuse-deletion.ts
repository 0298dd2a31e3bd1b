/** Files with fewer lines may be rewritten freely: nobody loses much. */
const SMALL_FILE = 60;
/** A rewrite that keeps less of a file's size than this needs a reason. */
const KEPT_SHARE = 0.4;

const tellingLines = (content: string): string[] =>
  content
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

/**
 * Refuses a rewrite that silently drops most of a file, the usual sign of an answer that was cut short (A10). Deleting the
 * file, or a passage by edit_file, says what is meant and is allowed.
 */
export const refuseDeletion = (path: string, change: { before: string | null; after: string }): string | null => {
  if (change.before === null) return null;
  const before = tellingLines(change.before).length;
  const after = tellingLines(change.after).length;
  if (before < SMALL_FILE || after >= before * KEPT_SHARE) return null;
  return `${path} has ${before} lines and would keep ${after}. If all of it should go, delete the file with delete_file and write it anew; if only parts should go, remove them with edit_file; if the rest was left out, send the whole file.`;
};
