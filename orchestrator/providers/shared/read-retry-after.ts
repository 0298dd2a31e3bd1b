import type { Clock } from "#core/ports/clock.ts";

const longestWait = 24 * 60 * 60 * 1000;

const clamp = (milliseconds: number) => Math.min(longestWait, Math.max(0, Math.round(milliseconds)));

/**
 * How long an answer asks to wait, in milliseconds: `retry-after-ms`, then `retry-after` in seconds or as an HTTP date
 * (RFC 9110, 10.2.3). Undefined when it does not say, or says something that is no time.
 */
export function readRetryAfter(headers: Headers | undefined, clock: Clock): number | undefined {
  const exact = headers?.get("retry-after-ms");
  if (exact && Number.isFinite(Number(exact))) return clamp(Number(exact));
  const given = headers?.get("retry-after");
  if (!given) return undefined;
  if (Number.isFinite(Number(given))) return clamp(Number(given) * 1000);
  const date = Date.parse(given);
  return Number.isNaN(date) ? undefined : clamp(date - clock.now().getTime());
}
