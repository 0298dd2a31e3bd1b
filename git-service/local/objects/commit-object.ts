import type { GitCommit, Person } from "#core/ports/git-host.ts";
import type { GitObject } from "./git-object.ts";

/** Git ends a name at `<` and a header at a line end, so neither may be inside one (A21). */
const cleanPart = (text: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- control characters are what is removed
    .replaceAll(/[<>\u0000-\u001F\u007F]+/g, " ")
    .trim();

const personLine = (person: Person, at: Date): string =>
  `${cleanPart(person.name) || "unknown"} <${cleanPart(person.email).replaceAll(" ", "")}> ${Math.floor(at.getTime() / 1000)} +0000`;

/** The commit object; author and committer are the same person at the same second. */
export const serializeCommit = (commit: {
  treeSha: string;
  parents: string[];
  author: Person;
  at: Date;
  message: string;
}): GitObject => {
  const person = personLine(commit.author, commit.at);
  const lines = [
    `tree ${commit.treeSha}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${person}`,
    `committer ${person}`,
    "",
    `${commit.message.replaceAll("\0", "").replaceAll("\r\n", "\n").trimEnd()}\n`,
  ];
  return { type: "commit", content: Buffer.from(lines.join("\n")) };
};

const parsePerson = (line: string): { person: Person; seconds: number } => {
  const match = /^(.*?)\s*<([^>]*)>\s*(-?\d+)?/.exec(line);
  return {
    person: { name: match?.[1] ?? "", email: match?.[2] ?? "" },
    seconds: Number(match?.[3] ?? 0),
  };
};

/** The text of a commit object, in the encoding it names; UTF-8 when it names none, or one nobody knows. */
const decode = (content: Buffer): string => {
  const text = content.toString("utf8");
  const [, label = "utf-8"] = /^encoding (\S+)$/m.exec(text.slice(0, Math.max(0, text.indexOf("\n\n")))) ?? [];
  if (/^utf-?8$/i.test(label)) return text;
  try {
    return new TextDecoder(label).decode(content);
  } catch {
    return text;
  }
};

/** Reads a commit object. Unknown headers (signatures) are skipped. */
export const parseCommit = (sha: string, content: Buffer): GitCommit => {
  const text = decode(content);
  const split = text.indexOf("\n\n");
  const header = split === -1 ? text : text.slice(0, split);
  const values = (name: string): string[] =>
    header
      .split("\n")
      .filter((line) => line.startsWith(`${name} `))
      .map((line) => line.slice(name.length + 1));
  const author = parsePerson(values("author")[0] ?? "");
  const committer = parsePerson(values("committer")[0] ?? "");
  const seconds = Math.min(Math.max(committer.seconds, 0), 253_402_300_799);
  return {
    sha,
    treeSha: values("tree")[0] ?? "",
    parents: values("parent"),
    author: author.person,
    committer: committer.person,
    createdAt: new Date(seconds * 1000).toISOString(),
    message: split === -1 ? "" : text.slice(split + 2),
  };
};
