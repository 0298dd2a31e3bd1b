import { z } from "zod";

/** A UUID, the primary key of every row. Never a credential. */
export const idSchema = z.uuid();

/** A full SHA-1 object id in lower case. */
export const shaSchema = z.string().regex(/^[0-9a-f]{40}$/, "a commit is named by its 40 hexadecimal digits");

/** An instant as ISO 8601 with an offset; Postgres and JSON both speak it. */
export const instantSchema = z.iso.datetime({ offset: true });

/** The object id Git uses for "nothing": a ref that does not exist yet, or no longer. */
export const ZERO_SHA = "0".repeat(40);
