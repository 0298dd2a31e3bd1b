import { safeNext } from "../lib/routes/safe-next.ts";

export type AuthSearch = Record<string, string | string[] | undefined>;

/** Where the visitor goes after signing in: `next` if it is a path of our own, else the project list. */
export const readNext = (search: AuthSearch): string =>
  safeNext(typeof search["next"] === "string" ? search["next"] : undefined);

/** The path of another sign-in page that leads to the same place. */
export const withNext = (path: string, next: string): string => `${path}?next=${encodeURIComponent(next)}`;
