/** What a run is producing right now, in the order in which it began. */
export type StreamItem = StreamText | StreamTool | StreamFile;

export interface StreamText {
  readonly kind: "text";
  readonly id: string;
  readonly text: string;
}

export interface StreamTool {
  readonly kind: "tool";
  readonly id: string;
  readonly tool: string;
  /** For people; null until the call has ended. */
  readonly title: string | null;
  readonly state: "running" | "done" | "failed";
}

export interface StreamFile {
  readonly kind: "file";
  readonly id: string;
  readonly path: string;
  readonly operation: string;
  /** The content so far. */
  readonly text: string;
  /** Line breaks in `text`, counted as they come. */
  readonly lines: number;
  readonly state: "writing" | "accepted" | "refused";
  readonly reason: string | null;
}

/** A piece of text with its place in the text or file it belongs to, in UTF-16 units. */
export interface Delta {
  readonly kind: "text" | "file";
  readonly id: string;
  readonly offset: number;
  readonly text: string;
}

export interface RunStream {
  readonly items: readonly StreamItem[];
  /** Pieces that came before what precedes them. While there are any, the stream is behind. */
  readonly held: readonly Delta[];
  /** Ids of texts that have become messages; late pieces of them are dropped. */
  readonly closed: ReadonlySet<string>;
}

export const emptyStream: RunStream = { items: [], held: [], closed: new Set() };

/** True when a piece is missing, so that `GET /api/runs/:id/live` has to be asked. */
export const isBehind = (stream: RunStream): boolean => stream.held.length > 0;

const countBreaks = (text: string): number => {
  let count = 0;
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
};

export const startFile = (id: string, path: string, operation: string, text = ""): StreamFile => ({
  kind: "file",
  id,
  path,
  operation,
  text,
  lines: countBreaks(text),
  state: "writing",
  reason: null,
});

/** Replaces the item of a kind and id, or appends what `create` makes when there is none. */
export const putItem = (
  items: readonly StreamItem[],
  key: { kind: StreamItem["kind"]; id: string },
  change: (item: StreamItem | null) => StreamItem | null,
): readonly StreamItem[] => {
  const index = items.findIndex(({ kind, id }) => kind === key.kind && id === key.id);
  const current = items[index] ?? null;
  const next = change(current);
  if (next === null || next === current) return items;
  return index === -1 ? [...items, next] : items.with(index, next);
};

const append = (item: StreamItem, text: string): StreamItem => {
  if (text === "" || item.kind === "tool") return item;
  return item.kind === "file"
    ? { ...item, text: item.text + text, lines: item.lines + countBreaks(text) }
    : { ...item, text: item.text + text };
};

const lengthOf = (items: readonly StreamItem[], { kind, id }: Delta): number => {
  const item = items.find((candidate) => candidate.kind === kind && candidate.id === id);
  return item === undefined || item.kind === "tool" ? 0 : item.text.length;
};

/** Applies the held pieces that fit by now, in the order of their offsets. */
export const applyHeld = (stream: RunStream): RunStream => {
  let { items } = stream;
  const held: Delta[] = [];
  for (const delta of stream.held.toSorted((one, other) => one.offset - other.offset)) {
    const length = lengthOf(items, delta);
    if (delta.offset > length) held.push(delta);
    else
      items = putItem(items, delta, (item) =>
        item === null ? null : append(item, delta.text.slice(length - delta.offset)),
      );
  }
  return held.length === stream.held.length ? stream : { ...stream, items, held };
};

/**
 * Applies one piece by its offset: what is there already is skipped, what comes too early is held. `create` makes
 * the item a first piece belongs to.
 */
export const applyDelta = (stream: RunStream, delta: Delta, create: () => StreamItem): RunStream => {
  if (stream.closed.has(delta.id)) return stream;
  const items = putItem(stream.items, delta, (item) => item ?? create());
  const length = lengthOf(items, delta);
  if (delta.offset > length) return { ...stream, items, held: [...stream.held, delta] };
  const appended = putItem(items, delta, (item) =>
    item === null ? null : append(item, delta.text.slice(length - delta.offset)),
  );
  const next = { ...stream, items: appended };
  return stream.held.length === 0 ? next : applyHeld(next);
};
