import { request as httpRequest, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import type { Door } from "./find-access.ts";
import { renderNotice } from "./pages.ts";
import { toBrowserHeaders, toServerHeaders } from "./proxy-headers.ts";

export interface Passage {
  /** Unix socket of the app's server. */
  socket: string;
  door: Door;
  protocol: string;
  /** Headers every answer has, whatever the app says. */
  headers: OutgoingHttpHeaders;
}

const crashed = {
  title: "The app's server did not answer",
  text: "It may have crashed. This page looks again by itself.",
  refreshSeconds: 5,
};

/** The server has gone; ECONNRESET is what the bridge into the sandbox answers while it ends itself. */
const isUnreachable = (error: NodeJS.ErrnoException): boolean =>
  error.code === "ECONNREFUSED" || error.code === "ENOENT" || error.code === "ECONNRESET";

/**
 * Hands a request to the app's server and its answer back; resolves when the answer is out or the browser has gone. With
 * `mayTryAgain` it answers `unreachable`, and nothing to the browser, when there was no server to hand it to: it has
 * crashed a moment ago.
 */
export const proxyToServer = (
  passage: Passage,
  request: IncomingMessage,
  response: ServerResponse,
  mayTryAgain: boolean,
): Promise<"done" | "unreachable"> =>
  new Promise((resolve) => {
    const upstream = httpRequest(
      {
        socketPath: passage.socket,
        method: request.method,
        path: request.url,
        headers: toServerHeaders(request, passage),
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, toBrowserHeaders(answer.headers, passage.headers));
        answer.on("error", () => response.destroy());
        answer.pipe(response);
      },
    );
    upstream.on("error", (error) => {
      if (mayTryAgain && !response.headersSent && isUnreachable(error)) return resolve("unreachable");
      if (response.headersSent) return void response.destroy();
      response.writeHead(502, { ...passage.headers, "content-type": "text/html; charset=utf-8" });
      response.end(renderNotice(crashed));
    });
    response.on("close", () => {
      upstream.destroy();
      resolve("done");
    });
    request.pipe(upstream);
  });

const toHead = (request: IncomingMessage, headers: OutgoingHttpHeaders): string => {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((one) => `${name}: ${one}`),
  );
  return `${request.method} ${request.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`;
};

/** Joins a websocket, or whatever else is upgraded to, with the app's server; resolves when it has closed. */
export const proxyUpgrade = (passage: Passage, request: IncomingMessage, client: Duplex, head: Buffer): Promise<void> =>
  new Promise((resolve) => {
    const upstream = connect(passage.socket, () => {
      upstream.write(toHead(request, toServerHeaders(request, { ...passage, isUpgrade: true })));
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    const close = (): void => {
      upstream.destroy();
      client.destroy();
      resolve();
    };
    for (const side of [upstream, client]) side.on("error", close).on("close", close);
  });
