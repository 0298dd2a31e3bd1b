import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { Page } from "#core/contracts/page.ts";

/** A cursor is the place after the last item, opaque to clients. */
export const encodeCursor = (place: string): string => Buffer.from(place).toString("base64url");

/** Reads a cursor of ours. Throws InvalidInputError for anything else. */
export const decodeCursor = (cursor: string, pattern: RegExp): string => {
  const place = Buffer.from(cursor, "base64url").toString("utf8");
  if (!pattern.test(place))
    throw new InvalidInputError([{ path: "cursor", message: "this is not a cursor of this list; start without one" }]);
  return place;
};

export const instantPattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
export const numberPattern = /^\d{1,15}$/;

/** Cuts a list that was asked for with one item too many, and names the place of the next page. */
export const toPage = <Item>(items: Item[], limit: number, place: (item: Item) => string): Page<Item> => {
  const shown = items.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown, nextCursor: items.length > limit && last !== undefined ? encodeCursor(place(last)) : null };
};
