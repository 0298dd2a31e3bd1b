import { Buffer } from "node:buffer";
import { createHmac, timingSafeEqual } from "node:crypto";
import type { RawBody } from "./read-raw-body.ts";

/** HMAC of a prefix and a raw body, piece by piece. */
export const signBody = (
  algorithm: "sha1" | "sha256",
  key: string | Uint8Array,
  body: RawBody,
  prefix = "",
): Uint8Array => {
  const hmac = createHmac(algorithm, key).update(prefix);
  for (const chunk of body.chunks) hmac.update(chunk);
  return hmac.digest();
};

/** Whether two digests are equal, in a time that does not tell where they differ. */
export const areEqualDigests = (one: Uint8Array, other: Uint8Array): boolean =>
  one.byteLength === other.byteLength && timingSafeEqual(one, other);

/** The bytes a lower-case hexadecimal digest of the given length stands for, or null. */
export const readHexDigest = (text: string, bytes: number): Uint8Array | null =>
  new RegExp(`^[0-9a-f]{${bytes * 2}}$`).test(text) ? Buffer.from(text, "hex") : null;
