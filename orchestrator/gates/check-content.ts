import type { Gate } from "./gate.ts";
import { refuseContent } from "./refuse-content.ts";

/** No file of the commit has a remark where code should be, whatever road it came by (A10). */
export const checkContent: Gate = {
  name: "content",
  check: async ({ changes, files }) => {
    const reasons: string[] = [];
    for (const change of changes) {
      if (!("content" in change)) continue;
      const before = await files.readBase(change.path);
      const reason = refuseContent(change.path, {
        before: before?.kind === "text" ? before.content : null,
        after: change.content,
      });
      if (reason !== null) reasons.push(reason);
    }
    return reasons;
  },
};
