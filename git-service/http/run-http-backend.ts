import { type ChildProcess, spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Duplex, type Readable, type Writable } from "node:stream";
import { gitEnvironment } from "../local/plumbing/git-environment.ts";
import type { GitHttpLimits } from "./git-access.ts";
import type { GitService } from "./parse-git-request.ts";
import { readCgiHead } from "./read-cgi-response.ts";
import { watchTraffic } from "./watch-traffic.ts";

export interface BackendCall {
  gitBinary: string;
  /** The bare repository. */
  directory: string;
  kind: "advertise" | "call";
  service: GitService;
  /** Name that git takes for the person in its messages. */
  remoteUser: string;
  config: Record<string, string>;
  limits: GitHttpLimits;
  signal: AbortSignal;
  /** The other end of descriptor 3, which git and its hooks inherit. */
  onChannel?: (channel: Duplex) => void;
}

/** Bytes of a refused upload that are still read, so that the client gets to see the answer. */
const DRAINED_BYTES = 2_000_000_000;
const KILL_AFTER_MILLISECONDS = 3000;

const headerText = (value: string | string[] | undefined): string =>
  Array.isArray(value) ? value.join(", ") : (value ?? "");

/** The CGI variables `git http-backend` reads. https://git-scm.com/docs/git-http-backend#_environment */
const cgiVariables = (call: BackendCall, request: IncomingMessage): Record<string, string> => {
  const { headers } = request;
  return {
    GIT_PROJECT_ROOT: call.directory,
    GIT_HTTP_EXPORT_ALL: "1",
    GIT_PROTOCOL: headerText(headers["git-protocol"]).slice(0, 200),
    PATH_INFO: call.kind === "advertise" ? "/info/refs" : `/${call.service}`,
    QUERY_STRING: call.kind === "advertise" ? `service=${call.service}` : "",
    REQUEST_METHOD: call.kind === "advertise" ? "GET" : "POST",
    CONTENT_TYPE: call.kind === "advertise" ? "" : `application/x-${call.service}-request`,
    ...(headers["content-length"] === undefined ? {} : { CONTENT_LENGTH: headers["content-length"] }),
    HTTP_CONTENT_ENCODING: headerText(headers["content-encoding"]),
    REMOTE_USER: call.remoteUser,
    REMOTE_ADDR: request.socket.remoteAddress ?? "",
    GIT_COMMITTER_NAME: call.remoteUser,
    GIT_COMMITTER_EMAIL: "push@localhost",
  };
};

/** Ends git and what it started: TERM first, so that it clears its quarantine. */
const endGroup = (child: ChildProcess): void => {
  const send = (signal: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  };
  send("SIGTERM");
  const timer = setTimeout(() => send("SIGKILL"), KILL_AFTER_MILLISECONDS);
  child.once("close", () => clearTimeout(timer));
};

/** Hands the body on; what git does not want to read any more is read and dropped, up to a limit. */
const pumpBody = (request: IncomingMessage, input: Writable): void => {
  input.on("error", () => {
    request.unpipe(input);
    let dropped = 0;
    request.on("data", (chunk: Buffer) => {
      dropped += chunk.length;
      if (dropped > DRAINED_BYTES) request.destroy();
    });
    request.resume();
  });
  request.pipe(input);
};

/** git may answer before it has read all; the rest is still read, and watched, until it is through or cut off. */
const untilBodyIsRead = (request: IncomingMessage): Promise<void> =>
  new Promise((resolve) => {
    if (request.complete || request.socket.destroyed) return resolve();
    request.once("end", resolve);
    request.socket.once("close", resolve);
  });

const answerWith = async (output: Readable, response: ServerResponse): Promise<void> => {
  const head = await readCgiHead(output);
  if (response.destroyed) return;
  if (head === null) {
    response.writeHead(500, { "content-type": "text/plain; charset=utf-8" });
    response.end("git gave no answer. Run `letscode doctor` on the server.\n");
    return;
  }
  response.writeHead(head.status, { ...head.headers, "x-content-type-options": "nosniff" });
  output.pipe(response);
};

/**
 * Answers one smart HTTP request by `git http-backend`, streaming both ways. Resolves when git and everything it
 * started have ended; with `isEnded` false when they had to be killed.
 */
export const runHttpBackend = (
  call: BackendCall,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ isEnded: boolean; stderr: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(call.gitBinary, ["http-backend"], {
      env: gitEnvironment(call.gitBinary, call.config, cgiVariables(call, request)),
      cwd: call.directory,
      stdio: ["pipe", "pipe", "pipe", "pipe"],
      detached: true,
    });
    const [input, output, errors, channel] = child.stdio;
    let isKilled = false;
    let stderr = "";
    const cut = (): void => {
      isKilled ||= child.exitCode === null;
      if (isKilled) endGroup(child);
      request.socket.destroy();
    };
    const stopWatching = watchTraffic({ request, output, response }, call.limits, cut);
    response.on("close", () => {
      if (!response.writableFinished) cut();
    });
    call.signal.addEventListener("abort", cut, { once: true });
    channel?.on("error", () => {});
    if (channel instanceof Duplex) call.onChannel?.(channel);
    errors.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString("utf8")).slice(-4000);
    });
    child.on("error", reject);
    child.on("close", async (code) => {
      channel?.destroy();
      await untilBodyIsRead(request);
      call.signal.removeEventListener("abort", cut);
      stopWatching();
      resolve({ isEnded: !isKilled && code !== null, stderr });
    });
    pumpBody(request, input);
    answerWith(output, response).catch(reject);
  });
