const BASE = "http://next.invalid";
const MAXIMUM_LENGTH = 2_000;

/**
 * Where to go after signing in: the given path when it is one of our own origin, else `fallback` (A28). Refuses
 * other origins in every spelling a browser accepts (`//evil`, `/\evil`, a tab or newline inside), schemes,
 * and the sign-in pages themselves, which would loop.
 */
export const safeNext = (next: string | null | undefined, fallback = "/projects"): string => {
  if (typeof next !== "string" || next.length > MAXIMUM_LENGTH) return fallback;
  if (!/^\/(?![/\\])/.test(next) || /[\p{Cc}\\]/u.test(next)) return fallback;
  if (!URL.canParse(next, BASE)) return fallback;
  const { origin, pathname, search, hash } = new URL(next, BASE);
  if (origin !== BASE || pathname.startsWith("//")) return fallback;
  if (/^\/(?:sign-in|sign-up|recover|reset-password)(?:\/|$)/.test(pathname)) return fallback;
  return `${pathname}${search}${hash}`;
};
