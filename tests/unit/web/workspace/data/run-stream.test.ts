import fc from "fast-check";
import { expect, test } from "vitest";
import type { RunLive, WorkspaceEvent } from "#core/contracts/index.ts";
import { applyRunLive, applyWorkspaceEvent } from "#web/features/workspace/data/apply-workspace-event.ts";
import { emptyStream, isBehind, type RunStream } from "#web/features/workspace/data/run-stream.ts";
import { makeId } from "./make-rows.ts";

const runId = makeId(100);
type StreamEvent = Exclude<WorkspaceEvent, { type: "log-lines" }>;

const cut = (text: string, sizes: number[]): { offset: number; text: string }[] => {
  const pieces: { offset: number; text: string }[] = [];
  for (let offset = 0, index = 0; offset < text.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    pieces.push({ offset, text: text.slice(offset, offset + size) });
    offset += size;
  }
  return pieces;
};

const textEvents = (text: string, sizes: number[]): StreamEvent[] =>
  cut(text, sizes).map((piece) => ({ type: "text-delta", runId, messageId: "m1", ...piece }));
const fileEvents = (text: string, sizes: number[]): StreamEvent[] => [
  { type: "file-start", runId, fileId: "f1", path: "src/app.tsx", operation: "write" },
  ...cut(text, sizes).map((piece): StreamEvent => ({
    type: "file-delta",
    runId,
    fileId: "f1",
    path: "src/app.tsx",
    ...piece,
  })),
];

const say = (messageId: string, offset: number, text: string): StreamEvent => ({
  type: "text-delta",
  runId,
  messageId,
  offset,
  text,
});
const live = (text: string, content: string): RunLive => ({
  runId,
  messageId: "m1",
  text,
  files: [{ fileId: "f1", path: "src/app.tsx", operation: "write", content, isEnded: false }],
});
const join = (stream: RunStream, kind: "text" | "file"): string =>
  stream.items.map((item) => (item.kind === kind && "text" in item ? item.text : "")).join("");
const textOf = (stream: RunStream): string => join(stream, "text");
const fileOf = (stream: RunStream): string => join(stream, "file");

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
const content = fc.string({ minLength: 1, maxLength: 80, unit: fc.constantFrom("a", "b", "\n", "é", "😀", " ") });

test("A14: pieces in any order and doubled give the text and the file they were cut from", () => {
  fc.assert(
    fc.property(
      content,
      content,
      sizes,
      fc.array(fc.nat(), { minLength: 200, maxLength: 200 }),
      (text, file, cuts, dice) => {
        const events = [...textEvents(text, cuts), ...fileEvents(file, cuts)];
        const order = [...events, ...events]
          .map((event, index) => ({ event, place: dice[index % dice.length] ?? 0 }))
          .toSorted((one, other) => one.place - other.place)
          .map(({ event }) => event);
        const stream = order.reduce(applyWorkspaceEvent, emptyStream);
        expect(textOf(stream)).toBe(text);
        expect(fileOf(stream)).toBe(file);
        expect(isBehind(stream)).toBe(false);
      },
    ),
  );
});

test("A14: joining in mid-stream, or losing pieces, ends the same once the stream so far has been read", () => {
  fc.assert(
    fc.property(content, sizes, fc.nat(), fc.nat(), (text, cuts, from, answer) => {
      const pieces = cut(text, cuts);
      const missed = from % (pieces.length + 1);
      const stored = answer % (text.length + 1);
      const late = textEvents(text, cuts).slice(missed).reduce(applyWorkspaceEvent, emptyStream);
      const answered = applyRunLive(late, live(text.slice(0, stored), ""));
      // An answer that reaches up to the first piece that came, or beyond it, completes the text.
      const begin = pieces[missed]?.offset ?? text.length;
      const isComplete = stored >= begin;
      expect(isBehind(answered)).toBe(!isComplete && missed < pieces.length);
      expect(textOf(answered)).toBe(isComplete && missed < pieces.length ? text : text.slice(0, stored));
      // A second tab that reads the whole stream shows the same.
      expect(textOf(applyRunLive(answered, live(text, "")))).toBe(text);
      expect(textOf(applyRunLive(emptyStream, live(text, "")))).toBe(text);
    }),
  );
});

test("a first piece that is not at the start leaves the stream behind until it is filled", () => {
  const [, second] = textEvents("Hello world", [6]);
  if (second === undefined) throw new Error("two pieces are expected");
  const behind = applyWorkspaceEvent(emptyStream, second);
  expect(isBehind(behind)).toBe(true);
  expect(textOf(behind)).toBe("");
  expect(textOf(applyRunLive(behind, live("Hello wor", "")))).toBe("Hello world");
});

test("what cannot be had is not shown with a hole", () => {
  const [, second] = textEvents("Hello world", [6]);
  if (second === undefined) throw new Error("two pieces are expected");
  const dropped = applyRunLive(applyWorkspaceEvent(emptyStream, second), null);
  expect(dropped.items).toEqual([]);
  expect(isBehind(dropped)).toBe(false);
  expect(applyWorkspaceEvent(dropped, second).items).toEqual([]);
});

test("the lines of a file grow with its pieces", () => {
  const stream = fileEvents("a\nb\nc\n", [2]).reduce(applyWorkspaceEvent, emptyStream);
  expect(stream.items).toMatchObject([{ kind: "file", path: "src/app.tsx", lines: 3, state: "writing" }]);
  const ended = applyWorkspaceEvent(stream, {
    type: "file-end",
    runId,
    fileId: "f1",
    path: "src/app.tsx",
    isAccepted: false,
    reason: "It holds a key.",
  });
  expect(ended.items).toMatchObject([{ state: "refused", reason: "It holds a key." }]);
});

test("a call has a title for people once it has ended, even when its start was missed", () => {
  const end: StreamEvent = {
    type: "tool-end",
    runId,
    callId: "c1",
    tool: "read_file",
    isError: false,
    title: "Read src/app.tsx",
  };
  expect(applyWorkspaceEvent(emptyStream, end).items).toMatchObject([{ title: "Read src/app.tsx", state: "done" }]);
  const started = applyWorkspaceEvent(emptyStream, { type: "tool-start", runId, callId: "c1", tool: "read_file" });
  expect(applyWorkspaceEvent(started, { ...end, isError: true }).items).toMatchObject([{ state: "failed" }]);
});

test("when another text begins, the one before is dropped: it is a message by now, or its answer broke off", () => {
  const stream = [say("1-2-1", 0, "I will"), say("1-2-2", 0, "Let me"), say("1-2-1", 6, " add")].reduce(
    applyWorkspaceEvent,
    emptyStream,
  );
  expect(stream.items).toMatchObject([{ id: "1-2-2", text: "Let me" }]);
  expect(isBehind(stream)).toBe(false);
});
