import { Octokit } from "@octokit/rest";
import { z } from "zod";
import type { Clock } from "#core/ports/clock.ts";
import { readGitHubFault, readLimitPause, toGitHubError } from "./to-github-error.ts";

export type GitHubClient = Octokit;

export interface OctokitOptions {
  /** `https://api.github.com`, or `https://<host>/api/v3`. */
  apiUrl: string;
  fetch: typeof fetch;
  clock: Clock;
  /** What octokit authenticates by: a token, a strategy with its options, or nothing. */
  auth: { token: string } | { strategy: unknown; options: unknown } | null;
}

/** A limit that ends sooner is waited for; a longer one is told to whoever asked. */
const LONGEST_PAUSE_SECONDS = 10;
const REQUEST_MILLISECONDS = 30_000;
/** Answers that are kept to ask with `if-none-match`; a 304 costs nothing of the limit. */
const KEPT_ANSWERS = 200;

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const etagSchema = z.object({ headers: z.object({ etag: z.string() }) });

type Answer = Awaited<ReturnType<GitHubClient["request"]>>;

/** Asks again for what was asked before only whether it changed. */
const addConditionalRequests = (octokit: GitHubClient): void => {
  const kept = new Map<string, Answer>();
  octokit.hook.wrap("request", async (request, options) => {
    if (options.method !== "GET") return request(options);
    const { url } = octokit.request.endpoint(options);
    const key = `${url} ${String(options.headers.accept)}`;
    const known = kept.get(key);
    const etag = etagSchema.safeParse(known).data?.headers.etag;
    try {
      const headers = etag === undefined ? options.headers : { ...options.headers, "if-none-match": etag };
      const answer = await request({ ...options, headers });
      kept.delete(key);
      if (etagSchema.safeParse(answer).success) kept.set(key, answer);
      const [oldest] = kept.keys();
      if (kept.size > KEPT_ANSWERS && oldest !== undefined) kept.delete(oldest);
      return answer;
    } catch (thrown) {
      if (readGitHubFault(thrown)?.status === 304 && known !== undefined) return known;
      throw thrown;
    }
  });
};

/** Waits out short limits once, and turns every fault into one of our errors. */
const addFaults = (octokit: GitHubClient, clock: Clock): void => {
  octokit.hook.wrap("request", async (request, options) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await request(options);
      } catch (thrown) {
        const fault = readGitHubFault(thrown);
        const pause = fault === null ? null : readLimitPause(fault, clock.now());
        const isWaited = pause !== null && pause <= LONGEST_PAUSE_SECONDS && attempt === 1;
        if (!isWaited) throw toGitHubError(thrown, clock.now());
        await clock.sleep(pause * 1000);
      }
    }
  });
};

const toAccess = (auth: OctokitOptions["auth"]) => {
  if (auth === null) return {};
  return "token" in auth ? { auth: auth.token } : { authStrategy: auth.strategy, auth: auth.options };
};

/** Octokit that honours GitHub's limits and conditional requests, and throws our errors. */
export const createOctokit = ({ apiUrl, fetch, clock, auth }: OctokitOptions): GitHubClient => {
  const access = toAccess(auth);
  const octokit = new Octokit({
    ...access,
    baseUrl: apiUrl,
    userAgent: "LetsCode",
    log: quiet,
    request: {
      fetch: (url: string, init: RequestInit) =>
        fetch(url, { ...init, signal: AbortSignal.timeout(REQUEST_MILLISECONDS) }),
    },
  });
  addConditionalRequests(octokit);
  addFaults(octokit, clock);
  return octokit;
};
