import type { Person } from "#core/ports/git-host.ts";
import { CO_AUTHOR } from "./trailers.ts";

export interface ParsedMessage {
  subject: string;
  /** Without the trailers. */
  body: string;
  /** By name; of two with one name the first counts. Co-authors are apart. */
  trailers: Record<string, string>;
  coAuthors: Person[];
}

const trailerPattern = /^([A-Za-z0-9][A-Za-z0-9-]*):[ \t]*(.*)$/;

/** The trailers of a block of lines, or null when a line is none. Indented lines go on with the one before. */
const parseBlock = (lines: string[]): [name: string, value: string][] | null => {
  const found: [string, string][] = [];
  for (const line of lines) {
    const match = trailerPattern.exec(line);
    const last = found.at(-1);
    if (match !== null) found.push([match[1] ?? "", (match[2] ?? "").trim()]);
    else if (/^[ \t]/.test(line) && last !== undefined) last[1] = `${last[1]} ${line.trim()}`;
    else return null;
  }
  return found;
};

const parsePerson = (text: string): Person[] => {
  const match = /^(.*?)\s*<([^<>]+)>$/.exec(text);
  return match === null ? [] : [{ name: match[1] ?? "", email: match[2] ?? "" }];
};

/** Takes a commit message apart. Trailers are the last paragraph, when it is nothing but trailers. */
export const parseMessage = (message: string): ParsedMessage => {
  const [subject = "", ...rest] = message.replaceAll("\r\n", "\n").trim().split("\n");
  const paragraphs = rest
    .join("\n")
    .split(/\n(?:[ \t]*\n)+/)
    .map((paragraph) => paragraph.replaceAll(/^\n+|\s+$/g, ""));
  const isSeparate = rest[0]?.trim() === "";
  const block = isSeparate ? parseBlock((paragraphs.at(-1) ?? "").split("\n")) : null;
  const pairs = block ?? [];
  const trailers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    if (name.toLowerCase() !== CO_AUTHOR.toLowerCase() && !Object.hasOwn(trailers, name)) trailers[name] = value;
  }
  return {
    subject: subject.trim(),
    body: (block === null ? paragraphs : paragraphs.slice(0, -1)).join("\n\n").trim(),
    trailers,
    coAuthors: pairs
      .filter(([name]) => name.toLowerCase() === CO_AUTHOR.toLowerCase())
      .flatMap(([, value]) => parsePerson(value)),
  };
};
