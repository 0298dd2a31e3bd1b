import type { Activity, Run, RunMessage, RunStep } from "#core/contracts/index.ts";
import type { RunStream, StreamFile, StreamTool } from "../data/run-stream.ts";

/** One piece of a run's conversation. */
export type Entry =
  | { kind: "text"; key: string; text: string; isStreaming: boolean }
  | { kind: "answer"; key: string; text: string }
  | { kind: "note"; key: string; text: string }
  | { kind: "calls"; key: string; titles: readonly string[] };

/** What was said and done until a step ended, or since the last one did. */
export interface ConversationGroup {
  key: string;
  /** Null before the first file of a step, and after the last step. */
  step: RunStep | null;
  entries: readonly Entry[];
  /** Paths the step changed, as far as they are known, and how many there are. */
  files: readonly string[];
  fileCount: number;
}

export interface Conversation {
  /** Steps that have ended, each with what led to it. */
  groups: readonly ConversationGroup[];
  /** What is going on, or came after the last step. */
  tail: ConversationGroup;
}

/** What a run is producing right now. */
export interface LiveWork {
  texts: readonly Entry[];
  files: readonly StreamFile[];
  calls: readonly StreamTool[];
}

export interface ConversationInput {
  run: Pick<Run, "prompt" | "intent">;
  steps: readonly RunStep[];
  messages: readonly RunMessage[];
  activity: readonly Activity[];
}

/** Said by the card of the step, or by the end of the run. */
const isSaidElsewhere = (title: string): boolean => title.startsWith("Committed: ") || title === "Finished";

const toEntry = (message: RunMessage, run: ConversationInput["run"]): Entry | null => {
  const text = message.text.trim();
  if (text === "") return null;
  switch (message.role) {
    case "assistant":
      // What it understood stands at the top of the run.
      if (text === run.intent) return null;
      return { kind: "text", key: message.id, text, isStreaming: false };
    case "user":
      return { kind: "answer", key: message.id, text };
    case "system":
      return { kind: "note", key: message.id, text };
    case "tool": {
      const titles = text.split("\n").filter((title) => !isSaidElsewhere(title));
      return titles.length === 0 ? null : { kind: "calls", key: message.id, titles };
    }
  }
};

/** Calls with nothing said in between read as one. */
const joinCalls = (entries: readonly Entry[]): Entry[] => {
  const joined: Entry[] = [];
  for (const entry of entries) {
    const last = joined.at(-1);
    if (entry.kind === "calls" && last?.kind === "calls")
      joined[joined.length - 1] = { ...last, titles: [...last.titles, ...entry.titles] };
    else joined.push(entry);
  }
  return joined;
};

const readStrings = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** Which files a step changed: the activity log says so when it is committed. */
const filesOf = (step: RunStep, activity: readonly Activity[]): { files: string[]; fileCount: number } => {
  const details = activity.find(
    ({ action, details }) => action === "step.committed" && details.step === step.number,
  )?.details;
  const files = readStrings(details?.files);
  return { files, fileCount: typeof details?.fileCount === "number" ? details.fileCount : files.length };
};

const isOpen = ({ state }: RunStep): boolean => state === "running" || state === "not_pushed";

/**
 * Puts a run's messages in front of the step they led to. A step's row takes its last number when it ends, so the
 * numbers tell what came before, with no clock involved. What follows the last end is the tail.
 */
export const buildConversation = ({ run, steps, messages, activity }: ConversationInput): Conversation => {
  const sorted = steps.toSorted((one, other) => one.number - other.number);
  const ended = sorted.filter((step) => !isOpen(step));
  const current = sorted.findLast(isOpen) ?? null;
  const inOrder = messages.toSorted((one, other) => one.seq - other.seq);
  const firstPrompt = inOrder.find(({ role, text }) => role === "user" && text.trim() === run.prompt.trim());
  const lists = new Map<number | null, Entry[]>();
  for (const message of inOrder) {
    if (message === firstPrompt) continue;
    const entry = toEntry(message, run);
    if (entry === null) continue;
    const number = ended.find(({ seq }) => seq > message.seq)?.number ?? null;
    lists.set(number, [...(lists.get(number) ?? []), entry]);
  }
  return {
    groups: ended.map((step) => ({
      key: step.id,
      step,
      entries: joinCalls(lists.get(step.number) ?? []),
      ...filesOf(step, activity),
    })),
    tail: { key: "tail", step: current, entries: joinCalls(lists.get(null) ?? []), files: [], fileCount: 0 },
  };
};

/** A file that was written twice in a step shows once, where it was written last. */
const latestPerPath = (files: readonly StreamFile[]): StreamFile[] =>
  files.filter((file, index) => !files.slice(index + 1).some(({ path }) => path === file.path));

/** Sorts what streams by what it is. */
export const buildLiveWork = (stream: RunStream): LiveWork => ({
  texts: stream.items.flatMap((item): Entry[] =>
    item.kind === "text" && item.text.trim() !== ""
      ? [{ kind: "text", key: `live:${item.id}`, text: item.text, isStreaming: true }]
      : [],
  ),
  files: latestPerPath(stream.items.filter((item): item is StreamFile => item.kind === "file")),
  calls: stream.items.filter((item): item is StreamTool => item.kind === "tool"),
});
