/** A commit message taken apart. */
export interface ParsedMessage {
  subject: string;
  body: string;
  trailers: Record<string, string>;
}

const trailerLine = /^([A-Za-z][A-Za-z0-9-]*): (.*)$/;

/**
 * Takes a commit message apart: first line, body, and the trailers of the last paragraph when each of its lines is
 * one (git-interpret-trailers). A repeated trailer keeps its last value.
 */
export const parseMessage = (message: string): ParsedMessage => {
  const [subject = "", ...rest] = message.replaceAll("\r\n", "\n").trimEnd().split("\n");
  const paragraphs = rest
    .join("\n")
    .trim()
    .split(/\n{2,}/);
  const last = paragraphs.at(-1) ?? "";
  const lines = last.split("\n").map((line) => trailerLine.exec(line));
  const isTrailers = last !== "" && lines.every((match) => match !== null);
  const trailers: Record<string, string> = {};
  if (isTrailers) for (const match of lines) if (match?.[1] !== undefined) trailers[match[1]] = match[2] ?? "";
  const body = (isTrailers ? paragraphs.slice(0, -1) : paragraphs).join("\n\n").trim();
  return { subject, body, trailers };
};
