import type { Gate } from "./gate.ts";
import { MAXIMUM_FILE } from "./refuse-content.ts";

const MAXIMUM_FILES = 400;
const MAXIMUM_CHARACTERS = 4_000_000;

/** Keeps one step reviewable, and one answer gone wrong from flooding a repository. */
export const checkSize: Gate = {
  name: "size",
  check: async ({ changes }) => {
    const reasons: string[] = [];
    if (changes.length > MAXIMUM_FILES) {
      reasons.push(
        `The step changes ${changes.length} files; the limit is ${MAXIMUM_FILES}. Split it into several steps.`,
      );
    }
    const sizes = changes.map((change) => ({
      path: change.path,
      size: "content" in change ? change.content.length : 0,
    }));
    for (const { path, size } of sizes) {
      if (size > MAXIMUM_FILE) reasons.push(`${path} has ${size} characters; the limit is ${MAXIMUM_FILE}. Split it.`);
    }
    const total = sizes.reduce((sum, { size }) => sum + size, 0);
    if (total > MAXIMUM_CHARACTERS) {
      reasons.push(
        `The step writes ${total} characters; the limit is ${MAXIMUM_CHARACTERS}. Split it into several steps.`,
      );
    }
    return reasons;
  },
};
