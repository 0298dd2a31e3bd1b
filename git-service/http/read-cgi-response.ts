import type { Readable } from "node:stream";

export interface CgiHead {
  status: number;
  headers: Record<string, string>;
}

const MAXIMUM_HEAD_BYTES = 64 * 1024;

/** Header lines and `Status:` of a CGI answer. https://www.rfc-editor.org/rfc/rfc3875#section-6 */
export const parseCgiHead = (text: string): CgiHead => {
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of text.split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon <= 0) continue;
    const [name, value] = [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    if (name === "status") status = Number.parseInt(value, 10) || 500;
    else headers[name] = value;
  }
  return { status, headers };
};

/** Reads the head of a CGI answer and leaves the stream at the first byte of its body; null when it ends before. */
export const readCgiHead = (output: Readable): Promise<CgiHead | null> =>
  new Promise((resolve) => {
    let held = Buffer.alloc(0);
    const finish = (head: CgiHead | null): void => {
      output.off("data", onData).off("end", onEnd).off("error", onEnd);
      resolve(head);
    };
    const onEnd = (): void => finish(null);
    const onData = (chunk: Buffer): void => {
      held = Buffer.concat([held, chunk]);
      const match = /\r?\n\r?\n/.exec(held.toString("latin1", 0, MAXIMUM_HEAD_BYTES));
      if (match === null) {
        if (held.length > MAXIMUM_HEAD_BYTES) finish(null);
        return;
      }
      output.pause();
      const rest = held.subarray(match.index + match[0].length);
      if (rest.length > 0) output.unshift(rest);
      finish(parseCgiHead(held.toString("latin1", 0, match.index)));
    };
    output.on("data", onData).on("end", onEnd).on("error", onEnd);
  });
