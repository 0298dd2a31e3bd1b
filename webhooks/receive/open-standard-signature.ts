import { Buffer } from "node:buffer";
import { InvalidSignatureError } from "#core/errors/invalid-signature-error.ts";
import { areEqualDigests, signBody } from "./sign-body.ts";
import type { SignatureCheck } from "./webhook-source.ts";

/** How far a sender's clock may be from ours; what is older is a replay (A2). */
const TOLERANCE_SECONDS = 5 * 60;
const MAXIMUM_SIGNATURES = 10;
const SECRET_PREFIX = "whsec_";
const base64Pattern = /^[A-Za-z0-9+/]+={0,2}$/;

const readKey = (secret: string): Uint8Array => {
  const text = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  return base64Pattern.test(text) ? Buffer.from(text, "base64") : new Uint8Array();
};

/** SHA-256 in Base64. Compared as text: of Base64 the padding, and bits beside it, can be changed without changing the bytes. */
const digestPattern = /^[A-Za-z0-9+/]{43}=$/;

const readSignatures = (header: string): Uint8Array[] =>
  header
    .split(" ")
    .slice(0, MAXIMUM_SIGNATURES)
    .flatMap((entry) => {
      const [version, signature = "", ...rest] = entry.split(",");
      return version === "v1" && digestPattern.test(signature) && rest.length === 0 ? [Buffer.from(signature)] : [];
    });

/**
 * Reads the headers of Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, several signatures while a secret
 * rotates. The package of that name reads the wall clock and hashes in JavaScript; this takes the time it is given.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 * Throws InvalidSignatureError for headers that are missing, malformed or more than five minutes off.
 */
export const openStandardSignature = (sender: string, headers: Headers, now: Date): SignatureCheck => {
  const id = headers.get("webhook-id") ?? "";
  const timestamp = headers.get("webhook-timestamp") ?? "";
  const signatures = readSignatures(headers.get("webhook-signature") ?? "");
  if (!/^[\x21-\x7E]{1,200}$/.test(id)) throw new InvalidSignatureError(sender, "webhook-id is missing or malformed");
  if (!/^\d{1,12}$/.test(timestamp))
    throw new InvalidSignatureError(sender, "webhook-timestamp is missing or malformed");
  if (signatures.length === 0) throw new InvalidSignatureError(sender, "webhook-signature is missing or malformed");
  if (Math.abs(Math.floor(now.getTime() / 1000) - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new InvalidSignatureError(sender, "its timestamp is more than five minutes off");
  }
  return (body, secret) => {
    const key = readKey(secret);
    // An empty key would make a signature anybody can compute.
    if (key.byteLength === 0) return false;
    const digest = signBody("sha256", key, body, `${id}.${timestamp}.`);
    const expected = Buffer.from(Buffer.from(digest).toString("base64"));
    return signatures.map((signature) => areEqualDigests(signature, expected)).includes(true);
  };
};
