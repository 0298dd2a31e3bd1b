import { Buffer } from "node:buffer";
import { z } from "zod";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { Page } from "#core/contracts/page.ts";
import { parseRow } from "#core/contracts/parse-row.ts";

/** Columns that grow with each row and never change afterwards, so that a page neither repeats nor skips. */
export type PlaceColumn = "ordinal" | "seq";

const placePattern = /^[1-9]\d{0,15}$/;

/** A cursor is the place of the last item shown, opaque to clients. */
const encodeCursor = (place: number): string => Buffer.from(String(place)).toString("base64url");

/** Reads a cursor of ours. Throws InvalidInputError for anything else. */
export const decodeCursor = (cursor: string): number => {
  const place = Buffer.from(cursor, "base64url").toString("utf8");
  if (!placePattern.test(place))
    throw new InvalidInputError([{ path: "cursor", message: "this is not a cursor of this list; start without one" }]);
  return Number(place);
};

/** Cuts rows that were asked for with one too many, and names the place of the next page. */
export const toPage = <Schema extends z.ZodType>(
  schema: Schema,
  rows: unknown[],
  limit: number,
  column: PlaceColumn,
): Page<z.output<Schema>> => {
  const shown = rows.slice(0, limit);
  const last = z.record(z.string(), z.unknown()).safeParse(shown.at(-1));
  const hasMore = rows.length > limit && last.success;
  return {
    items: shown.map((row) => parseRow(schema, row)),
    nextCursor: hasMore ? encodeCursor(z.number().parse(last.data[column])) : null,
  };
};
