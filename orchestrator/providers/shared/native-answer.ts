import { createHash } from "node:crypto";
import type { ModelMessage, NativeAnswer } from "#core/ports/provider.ts";

/** Fingerprint of what stands before an answer in a request. */
export const fingerprint = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("base64url");

/**
 * The answer in its provider's own form, when the same model gave it behind exactly the same messages. Otherwise null, and the
 * plain parts are sent: signed reasoning is refused behind a conversation that was shortened or changed since.
 */
export function readNative(
  { native }: ModelMessage,
  owner: { provider: string; model: string },
  prefix: () => string,
): NativeAnswer | null {
  if (!native || native.provider !== owner.provider || native.model !== owner.model) return null;
  return native.prefix === prefix() ? native : null;
}
