import type { Gate } from "./gate.ts";
import { refusePath } from "./refuse-path.ts";

/** Every changed path once more: the tools refuse them as well, and a commit must not depend on that (A20). */
export const checkPaths: Gate = {
  name: "paths",
  check: async ({ changes, files, rules }) =>
    changes.flatMap(({ path }) => {
      const reason = refusePath({ files, rules }, path);
      return reason === null ? [] : [reason];
    }),
};
