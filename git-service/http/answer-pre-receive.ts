import { basename } from "node:path";
import type { Duplex } from "node:stream";
import { createInterface } from "node:readline";
import { shaSchema, ZERO_SHA } from "#core/contracts/id.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";

/** One line of what git tells a pre-receive hook. */
export interface PushedRef {
  ref: string;
  before: string | null;
  after: string | null;
}

export interface PushQuestion {
  /** Name of the folder, below `objects`, of what came with the push; empty when it brings no object. */
  quarantine: string;
  updates: PushedRef[];
}

const toSha = (text: string | undefined): string | null => (text === ZERO_SHA ? null : shaSchema.parse(text));

const parseUpdate = (line: string): PushedRef => {
  const [before, after, ...rest] = line.split(" ");
  return { before: toSha(before), after: toSha(after), ref: rest.join(" ") };
};

const readQuestion = async (channel: Duplex): Promise<PushQuestion | null> => {
  const lines: string[] = [];
  for await (const line of createInterface({ input: channel, crlfDelay: Infinity })) {
    if (line === "" && lines.length > 0) {
      const [quarantine = "", ...updates] = lines;
      return { quarantine: basename(quarantine), updates: updates.map(parseUpdate) };
    }
    lines.push(line);
  }
  return null;
};

// oxlint-disable-next-line no-control-regex -- control characters are what is removed
const plain = (text: string): string => text.replaceAll(/[\u0000-\u001F\u007F-\u009F]+/g, " ");

/**
 * Answers the hook of one push: `decide` throws to refuse, and what it says reaches the person line by line.
 * `onFault` is told of errors that are ours and not the push's.
 */
export const answerPreReceive = async (
  channel: Duplex,
  decide: (question: PushQuestion) => Promise<void>,
  onFault: (error: unknown) => void,
): Promise<void> => {
  try {
    const question = await readQuestion(channel);
    if (question === null) return;
    await decide(question);
    channel.write("accept\n");
  } catch (error) {
    const { status, detail, fix } = toLetscodeError(error);
    if (status >= 500) onFault(error);
    const lines = [...detail.split("\n"), fix].map((line) => `say ${plain(line)}\n`);
    channel.write(`${lines.join("")}refuse\n`);
  }
};
