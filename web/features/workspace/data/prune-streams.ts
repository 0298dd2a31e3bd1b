import { activeRunStates } from "#core/contracts/index.ts";
import type { RunStream, StreamItem } from "./run-stream.ts";
import type { RowBatch, RowOf, Rows } from "./workspace-rows.ts";

type Streams = ReadonlyMap<string, RunStream>;

/**
 * True when a message holds what was streamed. The stream may end before the message does, since the two take
 * different roads, and the message is stored without the blanks around it.
 */
const isStored = (item: StreamItem, message: RowOf<"run_messages">): boolean =>
  item.kind === "text" && message.role === "assistant" && message.text.startsWith(item.text.trim());

const dropStored = (stream: RunStream, message: RowOf<"run_messages">): RunStream => {
  const stored = stream.items.find((item) => isStored(item, message));
  // The model's next words follow the results of its calls, so whatever has ended by then is in the messages.
  const items = stream.items.filter(
    (item) => item !== stored && !(message.role === "tool" && item.kind === "tool" && item.state !== "running"),
  );
  if (items.length === stream.items.length) return stream;
  const closed = stored === undefined ? stream.closed : new Set(stream.closed).add(stored.id);
  return { items, closed, held: stream.held.filter(({ id }) => id !== stored?.id) };
};

const dropFiles = (stream: RunStream): RunStream => {
  const items = stream.items.filter((item) => item.kind !== "file" || item.state === "writing");
  return items.length === stream.items.length ? stream : { ...stream, items };
};

/**
 * Takes out of the streams what has become rows: a text that is a message, calls whose results are messages, the
 * files of a step that has ended, and everything of a run that no longer works.
 */
export const pruneStreams = (streams: Streams, rows: Rows, batch: RowBatch): Streams => {
  if (streams.size === 0) return streams;
  const pruned = new Map(streams);
  const change = (runId: string, apply: (stream: RunStream) => RunStream): void => {
    const stream = pruned.get(runId);
    if (stream !== undefined) pruned.set(runId, apply(stream));
  };
  for (const message of batch.run_messages ?? []) change(message.runId, (stream) => dropStored(stream, message));
  for (const step of batch.run_steps ?? []) if (step.state !== "running") change(step.runId, dropFiles);
  for (const { id } of batch.runs ?? []) {
    const run = rows.runs.get(id);
    if (run !== undefined && !activeRunStates.includes(run.state)) pruned.delete(id);
  }
  const isSame = pruned.size === streams.size && [...pruned].every(([id, stream]) => streams.get(id) === stream);
  return isSame ? streams : pruned;
};
