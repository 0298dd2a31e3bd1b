import { z } from "zod";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import { RepositoryArchivedError } from "./repository-archived-error.ts";
import { RepositoryUnreachableError } from "./repository-unreachable-error.ts";

const requestErrorSchema = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({ headers: z.record(z.string(), z.union([z.string(), z.number(), z.undefined()])).default({}) })
    .optional(),
});

export type GitHubFault = z.infer<typeof requestErrorSchema>;

/** What octokit threw, as far as it is an answer or a fault of the network; null for anything else. */
export const readGitHubFault = (thrown: unknown): GitHubFault | null =>
  thrown instanceof Error ? (requestErrorSchema.safeParse(thrown).data ?? null) : null;

/**
 * Seconds to wait before the next try, when a fault is one of GitHub's limits; null otherwise.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export const readLimitPause = (fault: GitHubFault, now: Date): number | null => {
  const headers = fault.response?.headers ?? {};
  if (fault.status !== 403 && fault.status !== 429) return null;
  const retryAfter = Number(headers["retry-after"]);
  if (Number.isFinite(retryAfter)) return retryAfter;
  if (String(headers["x-ratelimit-remaining"]) === "0") {
    const resetAt = Number(headers["x-ratelimit-reset"]) * 1000;
    return Number.isFinite(resetAt) ? Math.max(Math.ceil((resetAt - now.getTime()) / 1000), 1) : 60;
  }
  return fault.status === 429 || /rate limit/i.test(fault.message) ? 60 : null;
};

const describePause = (seconds: number): string =>
  seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;

/** What octokit threw, in our words: what happened, why, what to do, and whether to try again. */
export const toGitHubError = (thrown: unknown, now: Date): LetscodeError => {
  if (thrown instanceof LetscodeError) return thrown;
  const fault = readGitHubFault(thrown);
  if (fault === null) throw thrown;
  const { status, message } = fault;
  const pause = readLimitPause(fault, now);
  if (pause !== null) {
    return new LimitReachedError(
      `GitHub takes no more requests from this installation for ${describePause(pause)}.`,
      "Nothing is lost. Wait until then; what is left is tried again.",
      { service: "GitHub", retryAfterSeconds: pause },
    );
  }
  if (status === 401) {
    const fix = "An admin has to check the GitHub App under Admin, GitHub, and store a valid key.";
    return new ExternalServiceError("GitHub", "it does not accept our credentials", fix, {
      isRetryable: false,
      cause: thrown,
      data: { status },
    });
  }
  if (status === 403 && /repository was archived/i.test(message)) return new RepositoryArchivedError(thrown);
  if (status === 403) {
    const fix = "Accept the permissions that the GitHub App asks for on GitHub, then try again.";
    const reason = `it refused, saying “${message.slice(0, 300)}”`;
    return new ExternalServiceError("GitHub", reason, fix, { isRetryable: false, cause: thrown, data: { status } });
  }
  if (status === 404 || status === 410 || status === 451) {
    return new RepositoryUnreachableError("it does not exist, or the GitHub App may not see it", { status }, thrown);
  }
  const isDown = status >= 500;
  return new ExternalServiceError(
    "GitHub",
    isDown ? `it could not be reached or answered ${status}` : `it refused, saying “${message.slice(0, 300)}”`,
    isDown ? "Check https://www.githubstatus.com and try again in a moment." : "Change what it names and try again.",
    { isRetryable: isDown, cause: thrown, data: { status } },
  );
};
