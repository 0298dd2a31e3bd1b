import type { RunLive, WorkspaceEvent } from "#core/contracts/workspace-event.ts";
import type { EventPublisher } from "#core/ports/event-publisher.ts";
import { createLiveSaver, type LiveSaverOptions } from "./create-live-saver.ts";

export type FileOperation = Extract<WorkspaceEvent, { type: "file-start" }>["operation"];

/** What a run is producing right now: sent as events while it happens, and kept for whoever comes later. */
export interface LiveStream {
  beginMessage(messageId: string): void;
  addText(text: string): void;
  /** The message is in the conversation now, or was given up. */
  endMessage(): void;
  startFile(file: { fileId: string; path: string; operation: FileOperation }): void;
  addToFile(fileId: string, text: string): void;
  endFile(fileId: string, outcome: { isAccepted: boolean; reason?: string }): void;
  /** Shows a file that is complete, from an earlier stream of the same run. */
  keepFile(file: { path: string; operation: FileOperation; content: string }): void;
  startTool(callId: string, tool: string): void;
  endTool(callId: string, outcome: { tool: string; isError: boolean; title: string }): void;
  /** Forgets the files: their step is committed. */
  clearFiles(): void;
  /** Forgets the files of an answer that does not count, and says so for those that were being written. */
  dropFiles(messageId: string, reason: string): void;
  /** Resolves when everything so far was sent and kept. */
  flush(): Promise<void>;
  /** Keeps nothing from here on: another worker has the run. */
  abandon(): void;
}

export interface LiveStreamOptions extends LiveSaverOptions {
  projectId: string;
  publisher: EventPublisher;
}

type LiveFile = RunLive["files"][number];

/** Files are named after the answer they come with. */
export const toFileId = (messageId: string, number: number): string => `${messageId}/${number}`;

interface LiveParts {
  runId: string;
  send(event: WorkspaceEvent): void;
  touch(): void;
}

const createMessage = ({ runId, send, touch }: LiveParts) => {
  const state = { messageId: null as string | null, text: "" };
  return {
    state,
    beginMessage: (id: string): void => {
      state.messageId = id;
      state.text = "";
    },
    addText: (added: string): void => {
      if (state.messageId === null) return;
      send({ type: "text-delta", runId, messageId: state.messageId, offset: state.text.length, text: added });
      state.text += added;
    },
    endMessage: (): void => {
      state.messageId = null;
      state.text = "";
      touch();
    },
  };
};

const createFiles = ({ runId, send, touch }: LiveParts) => {
  let files: LiveFile[] = [];
  const find = (fileId: string): LiveFile | undefined => files.find((file) => file.fileId === fileId);
  const startFile: LiveStream["startFile"] = ({ fileId, path, operation }) => {
    const others = files.filter((file) => file.path !== path || !file.isEnded);
    files = [...others, { fileId, path, operation, content: "", isEnded: false }];
    send({ type: "file-start", runId, fileId, path, operation });
  };
  const addToFile: LiveStream["addToFile"] = (fileId, added) => {
    const file = find(fileId);
    if (file === undefined || added === "") return;
    send({ type: "file-delta", runId, fileId, path: file.path, offset: file.content.length, text: added });
    file.content += added;
  };
  const endFile: LiveStream["endFile"] = (fileId, outcome) => {
    const file = find(fileId);
    if (file === undefined || file.isEnded) return;
    file.isEnded = true;
    if (!outcome.isAccepted) files = files.filter((other) => other !== file);
    send({ type: "file-end", runId, fileId, path: file.path, ...outcome });
  };
  const dropFiles: LiveStream["dropFiles"] = (messageId, reason) => {
    const isOfAnswer = ({ fileId }: LiveFile): boolean => fileId.startsWith(`${messageId}/`);
    for (const { fileId } of files.filter(isOfAnswer)) endFile(fileId, { isAccepted: false, reason });
    files = files.filter((file) => !isOfAnswer(file));
    touch();
  };
  const keepFile: LiveStream["keepFile"] = (file) => {
    files = [...files, { ...file, fileId: toFileId("kept", files.length + 1), isEnded: true }];
    touch();
  };
  const clearFiles = (): void => {
    files = [];
    touch();
  };
  const read = (): LiveFile[] => files.map((file) => ({ ...file }));
  return { read, startFile, addToFile, endFile, dropFiles, keepFile, clearFiles };
};

/** Sends what a run produces as it is produced, and keeps its state for whoever comes later. */
export const createLiveStream = (options: LiveStreamOptions): LiveStream => {
  const { runId, projectId, publisher } = options;
  const saver = createLiveSaver(options, () => ({ runId, ...message.state, files: files.read() }));
  const send = (event: WorkspaceEvent): void => {
    publisher.publish(projectId, event);
    saver.touch();
  };
  const message = createMessage({ runId, send, touch: saver.touch });
  const files = createFiles({ runId, send, touch: saver.touch });
  const { beginMessage, addText, endMessage } = message;
  const { read: _, ...fileMethods } = files;
  return {
    beginMessage,
    addText,
    endMessage,
    ...fileMethods,
    startTool: (callId, tool) => send({ type: "tool-start", runId, callId, tool }),
    endTool: (callId, outcome) => send({ type: "tool-end", runId, callId, ...outcome }),
    flush: async () => {
      await Promise.all([publisher.flush(projectId), saver.flush()]);
    },
    abandon: saver.abandon,
  };
};
