import type { IncomingMessage, ServerResponse } from "node:http";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { LocalGitHost } from "../local/create-local-git-host.ts";
import type { CheckPush } from "../push/check-push.ts";
import { answerRequest, refuseRequest } from "./answer-request.ts";
import { createRequestRunner } from "./create-request-runner.ts";
import { createSemaphore } from "./create-semaphore.ts";
import { type AuthoriseGit, defaultGitHttpLimits, type GitHttpLimits } from "./git-access.ts";
import { parseGitRequest } from "./parse-git-request.ts";
import { readBasicCredentials } from "./read-basic-credentials.ts";

export interface GitHttpOptions {
  host: LocalGitHost;
  authorise: AuthoriseGit;
  clock: Clock;
  logger: Logger;
  limits?: Partial<GitHttpLimits>;
  /** A further check of each text file a push brings; a search for secrets. */
  checkPush?: CheckPush;
}

/** The Git face of the server: clone and push at `/git/<owner>/<slug>.git`. */
export interface GitHttpHandler {
  /** True when the address is ours, and the answer is on its way. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  /** Refuses new requests, ends running ones and resolves when every git process has ended. */
  close(): Promise<void>;
}

const stopping = "The server is stopping. Try again in a moment.";
const withoutGit = "This server has no git, so it cannot serve clones and pushes. Install git on it.";

type Serve = (request: IncomingMessage, response: ServerResponse, url: string) => Promise<void>;

const createServe = (options: GitHttpOptions, limits: GitHttpLimits, stop: AbortSignal): Serve => {
  const places = createSemaphore(limits.concurrency);
  const run = createRequestRunner({ ...options, limits, signal: stop });
  return async (request, response, url) => {
    const contentType = request.headers["content-type"];
    const asked = parseGitRequest({ method: request.method, url, contentType });
    if (asked.kind === "refused") return answerRequest(response, asked.status, asked.text);
    const credentials = readBasicCredentials(request.headers.authorization);
    if (credentials === null) return refuseRequest(response, "unauthenticated");
    const needed = asked.service === "git-receive-pack" ? "write" : "read";
    const access = await options.authorise(credentials, asked.path, needed);
    if (access.outcome !== "allowed") return refuseRequest(response, access.outcome);
    if (options.host.engineName !== "git") return answerRequest(response, 501, withoutGit);
    const gone = new AbortController();
    response.on("close", () => gone.abort());
    const leave = await places.acquire(AbortSignal.any([gone.signal, stop]));
    try {
      await run(asked, access, request, response);
    } finally {
      leave();
    }
  };
};

/**
 * Serves repositories of the local host over smart HTTP by `git http-backend`: protocol 2, shallow and partial clones,
 * compressed bodies, pushes checked in quarantine. `authorise` is asked for every request.
 */
export const createGitHttpHandler = (options: GitHttpOptions): GitHttpHandler => {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const serve = createServe(options, { ...defaultGitHttpLimits, ...options.limits }, stop.signal);
  const fail = (response: ServerResponse, error: unknown): void => {
    if (response.destroyed || stop.signal.aborted) {
      response.destroy();
      return;
    }
    if (error instanceof NotFoundError) return refuseRequest(response, "not-found");
    options.logger.error("A Git request failed.", { error: String(error) });
    const { status, message } = toLetscodeError(error);
    answerRequest(response, status, message);
  };
  return {
    handle: (request, response) => {
      const { url = "" } = request;
      if (!url.startsWith("/git/")) return false;
      if (stop.signal.aborted) {
        answerRequest(response, 503, stopping);
        return true;
      }
      const served = serve(request, response, url)
        .catch((error: unknown) => fail(response, error))
        .finally(() => running.delete(served));
      running.add(served);
      return true;
    },
    close: async () => {
      stop.abort();
      await Promise.all(running);
    },
  };
};
