import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

const NAMESPACE = Buffer.from("6f1c1c0e9d0b4f6e8a53d1b7c2e94a70", "hex");

/** A UUID that is equal for equal names (version 5, RFC 9562 section 5.5), so that what is written twice is there once. */
export const deriveId = (name: string): string => {
  const bytes = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};
