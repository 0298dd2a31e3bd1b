import type { Gate } from "./gate.ts";

/** So many files may go without a word. */
const FREE_DELETIONS = 12;
/** Beyond that, a step that deletes more than this share of the repository has to say so. */
const LARGE_SHARE = 0.25;

const explains = /\b(?:delet|remov|drop|replac|clear|clean|discard|strip|retir|rewrit|start (?:over|afresh|anew))/i;

/** A step that throws away much of the repository says so in its commit message, or it is a mistake (A10). */
export const checkDeletions: Gate = {
  name: "deletions",
  check: async ({ changes, files, text }) => {
    const deleted = changes.filter((change) => !("content" in change));
    const before = files.paths().length + deleted.length;
    const isLarge = deleted.length > FREE_DELETIONS && deleted.length > before * LARGE_SHARE;
    if (!isLarge || explains.test(`${text.title}\n${text.summary}`)) return [];
    return [
      `The step deletes ${deleted.length} of ${before} files, and its title and summary say nothing of it. If they should go, say in the summary which files are deleted and why; if not, write them again.`,
    ];
  },
};
