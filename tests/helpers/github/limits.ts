import { GitHubRefusal } from "./answer.ts";

export interface LimitSettings {
  /** Requests an hour per credential. */
  hourly: number;
  /** Requests a minute that create content. */
  contentPerMinute: number;
}

export interface Limits {
  settings: LimitSettings;
  /** GitHub's headers for a credential. */
  headers(credential: string): Record<string, string>;
  /** Counts a request; throws GitHubRefusal when a limit is reached. */
  take(credential: string, isContent: boolean): void;
}

/** The primary limit (per hour, told in headers) and the secondary one of content (per minute, told by `retry-after`). */
export const createLimits = (now: () => Date): Limits => {
  const settings: LimitSettings = { hourly: 5000, contentPerMinute: 80 };
  const used = new Map<string, { count: number; resetAt: number; content: number[] }>();
  const entryOf = (credential: string) => {
    const at = now().getTime();
    const known = used.get(credential);
    if (known !== undefined && known.resetAt > at) return known;
    const fresh = { count: 0, resetAt: at + 3_600_000, content: [] };
    used.set(credential, fresh);
    return fresh;
  };
  const headers = (credential: string): Record<string, string> => {
    const { count, resetAt } = entryOf(credential);
    return {
      "x-ratelimit-limit": String(settings.hourly),
      "x-ratelimit-remaining": String(Math.max(settings.hourly - count, 0)),
      "x-ratelimit-used": String(count),
      "x-ratelimit-reset": String(Math.ceil(resetAt / 1000)),
      "x-ratelimit-resource": "core",
    };
  };
  return {
    settings,
    headers,
    take: (credential, isContent) => {
      const entry = entryOf(credential);
      if (entry.count >= settings.hourly) throw new GitHubRefusal(403, "API rate limit exceeded for installation.");
      entry.count += 1;
      if (!isContent) return;
      const at = now().getTime();
      entry.content = entry.content.filter((each) => each > at - 60_000);
      if (entry.content.length >= settings.contentPerMinute) {
        throw new GitHubRefusal(
          403,
          "You have exceeded a secondary rate limit and have been temporarily blocked from content creation. Please retry your request again later.",
          { headers: { "retry-after": "60" } },
        );
      }
      entry.content.push(at);
    },
  };
};
