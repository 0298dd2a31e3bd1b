import type { Drafts } from "../drafts/draft.ts";
import type { FileMark } from "./build-file-tree.ts";

/** A file that a run is changing right now, as the stream tells it. */
export interface LiveFile {
  readonly path: string;
  readonly operation: string;
  readonly text: string;
  readonly state: "writing" | "accepted" | "refused";
}

/** What is happening to each file: edits by hand first, then what the AI is doing. */
export const markFiles = (
  drafts: Drafts,
  live: readonly LiveFile[],
  committed: ReadonlyMap<string, string>,
): ReadonlyMap<string, FileMark> => {
  const marks = new Map<string, FileMark>();
  for (const { path, content } of Object.values(drafts)) {
    if (content === null) marks.set(path, "deleted");
    else marks.set(path, committed.has(path) ? "modified" : "added");
  }
  for (const { path, state, operation } of live) {
    if (state === "refused") continue;
    if (state === "writing") marks.set(path, "writing");
    else if (operation === "delete") marks.set(path, "deleted");
    else marks.set(path, committed.has(path) ? "modified" : "added");
  }
  return marks;
};

/** The newest state of a file that is being written whole; null when its content so far is not known. */
export const findLiveFile = (live: readonly LiveFile[], path: string): LiveFile | null =>
  live.findLast((file) => file.path === path && file.state !== "refused" && file.operation === "write") ?? null;
