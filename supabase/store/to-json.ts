import type { Json } from "./database.types.generated.ts";

/**
 * A value as Postgres can keep it. jsonb and text take neither U+0000 nor half a surrogate pair, and both reach us:
 * build logs hold NUL bytes, and a model's stream can be cut inside an emoji.
 */
export const toJson = (value: unknown): Json => {
  if (typeof value === "string") return toText(value);
  if (value === null || value === undefined) return null;
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(toJson);
  if (typeof value === "object") {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return Object.fromEntries(fields.map(([name, field]) => [toText(name), toJson(field)]));
  }
  throw new TypeError(`A ${typeof value} cannot be kept as JSON.`);
};

/** Text as Postgres can keep it: NUL and lone surrogates become U+FFFD. */
export const toText = (text: string): string => text.replaceAll("\0", "\uFFFD").toWellFormed();
