import { createFieldReader } from "./create-field-reader.ts";
import type { FileOperation, LiveStream } from "./create-live-stream.ts";

/** Which argument names the file, and which one holds what becomes visible while it streams. */
interface FileShape {
  operation: FileOperation;
  path: string;
  content: string | null;
}

const shapes: Record<string, FileShape> = {
  write_file: { operation: "write", path: "path", content: "content" },
  edit_file: { operation: "edit", path: "path", content: "replace" },
  delete_file: { operation: "delete", path: "path", content: null },
  rename_file: { operation: "rename", path: "to", content: null },
};

export interface CallFollower {
  /** Takes the next characters of the call's arguments. */
  push(chunk: string): void;
  /** Tells the workspace what came of the file; does nothing for calls that touch none. */
  end(outcome: { isAccepted: boolean; reason?: string }): void;
}

/**
 * Shows the file a call writes while its arguments stream. Content that comes before the path is held back until the
 * path is known, since nobody could tell whose it is.
 */
export const followCall = (live: LiveStream, call: { tool: string; fileId: string }): CallFollower => {
  const shape = shapes[call.tool];
  if (shape === undefined) return { push: () => undefined, end: () => undefined };
  const reader = createFieldReader();
  const { fileId } = call;
  let path = "";
  let held = "";
  let isStarted = false;

  const start = (): void => {
    isStarted = true;
    live.startFile({ fileId, path, operation: shape.operation });
    live.addToFile(fileId, held);
    held = "";
  };
  return {
    push: (chunk) => {
      for (const piece of reader.push(chunk)) {
        if (piece.field === shape.path && !isStarted) {
          path += piece.text;
          if (piece.isEnd) start();
        } else if (piece.field === shape.content) {
          if (isStarted) live.addToFile(fileId, piece.text);
          else held += piece.text;
        }
      }
    },
    end: (outcome) => {
      if (isStarted) live.endFile(fileId, outcome);
    },
  };
};
