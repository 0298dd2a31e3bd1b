import type { RunLive, WorkspaceEvent } from "#core/contracts/index.ts";
import { applyDelta, applyHeld, isBehind, putItem, startFile, type RunStream } from "./run-stream.ts";

type StreamEvent = Exclude<WorkspaceEvent, { type: "log-lines" }>;

/**
 * One text is written at a time: when another begins, the one before is a message by now, or its answer broke off and
 * does not count.
 */
const beginText = (stream: RunStream, messageId: string): RunStream => {
  const others = stream.items.filter(({ kind, id }) => kind === "text" && id !== messageId).map(({ id }) => id);
  if (others.length === 0 || stream.closed.has(messageId)) return stream;
  return {
    items: stream.items.filter(({ id }) => !others.includes(id)),
    held: stream.held.filter(({ id }) => !others.includes(id)),
    closed: new Set([...stream.closed, ...others]),
  };
};

/** Applies one ephemeral event of a run to its stream. Events may come late, twice or not at all. */
export const applyWorkspaceEvent = (stream: RunStream, event: StreamEvent): RunStream => {
  const put = (...parameters: [Parameters<typeof putItem>[1], Parameters<typeof putItem>[2]]): RunStream => {
    const items = putItem(stream.items, ...parameters);
    return items === stream.items ? stream : { ...stream, items };
  };
  switch (event.type) {
    case "text-delta":
      return applyDelta(
        beginText(stream, event.messageId),
        { kind: "text", id: event.messageId, offset: event.offset, text: event.text },
        () => ({
          kind: "text",
          id: event.messageId,
          text: "",
        }),
      );
    case "file-start":
      return put(
        { kind: "file", id: event.fileId },
        (item) => item ?? startFile(event.fileId, event.path, event.operation),
      );
    case "file-delta":
      return applyDelta(stream, { kind: "file", id: event.fileId, offset: event.offset, text: event.text }, () =>
        startFile(event.fileId, event.path, "write"),
      );
    case "file-end":
      return put({ kind: "file", id: event.fileId }, (item) =>
        item?.kind === "file"
          ? { ...item, state: event.isAccepted ? "accepted" : "refused", reason: event.reason ?? null }
          : null,
      );
    case "tool-start":
      return put(
        { kind: "tool", id: event.callId },
        (item) => item ?? { kind: "tool", id: event.callId, tool: event.tool, title: null, state: "running" },
      );
    case "tool-end":
      return put({ kind: "tool", id: event.callId }, () => ({
        kind: "tool",
        id: event.callId,
        tool: event.tool,
        title: event.title,
        state: event.isError ? "failed" : "done",
      }));
  }
};

/** Gives up on what cannot be completed, rather than show it with a hole. */
const dropBehind = (stream: RunStream): RunStream => {
  const ids = new Set(stream.held.map(({ id }) => id));
  return {
    items: stream.items.filter(({ id }) => !ids.has(id)),
    held: [],
    closed: new Set([...stream.closed, ...ids]),
  };
};

/**
 * Applies what `GET /api/runs/:id/live` answered: the stream so far. What is longer than what we have replaces it,
 * then the held pieces follow. The answer may itself be older than the events; then the stream stays behind. Null says
 * that there is nothing to be had.
 */
export const applyRunLive = (stream: RunStream, live: RunLive | null): RunStream => {
  if (live === null) return isBehind(stream) ? dropBehind(stream) : stream;
  let { items } = stream;
  const { messageId } = live;
  if (messageId !== null && live.text !== "" && !stream.closed.has(messageId)) {
    items = putItem(items, { kind: "text", id: messageId }, (item) =>
      item?.kind === "text" && item.text.length >= live.text.length
        ? item
        : { kind: "text", id: messageId, text: live.text },
    );
  }
  for (const file of live.files.filter(({ fileId }) => !stream.closed.has(fileId))) {
    items = putItem(items, { kind: "file", id: file.fileId }, (item) => {
      const known = item?.kind === "file" ? item : null;
      const next =
        known !== null && known.text.length >= file.content.length
          ? known
          : { ...startFile(file.fileId, file.path, file.operation, file.content), state: known?.state ?? "writing" };
      return file.isEnded && next.state === "writing" ? { ...next, state: "accepted" } : next;
    });
  }
  return applyHeld(items === stream.items ? stream : { ...stream, items });
};
