import { Buffer } from "node:buffer";
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from "node:crypto";
import type { SecretBox } from "#core/ports/secret-box.ts";
import { SecretUnreadableError } from "./secret-unreadable-error.ts";

interface Options {
  /** LETSCODE_SECRET_KEY, or the key the installation made for itself; any text of 32 characters or more. */
  key: string;
  randomBytes(bytes: number): Buffer;
}

const ALGORITHM = "aes-256-gcm";
const KEY_BYTES = 32;
/** 96 bits, as NIST SP 800-38D recommends for random nonces of GCM. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const toKey = (text: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync("sha256", text, "letscode.secret-box.v1", purpose, KEY_BYTES));

const encrypt = (key: Buffer, nonce: Buffer, plaintext: Buffer, context: string): string => {
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
};

const decrypt = (key: Buffer, sealed: string, context: string): Buffer => {
  const bytes = Buffer.from(sealed, "base64");
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const cipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  cipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([cipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), cipher.final()]);
};

/**
 * Envelope encryption: every secret has a random data key of its own (AES-256-GCM), and that key is wrapped by one
 * derived from the installation's key (HKDF-SHA256, RFC 5869). Both layers authenticate the context, so a row that is
 * copied to another place, or changed by one bit, does not open.
 */
export const createSecretBox = ({ key, randomBytes }: Options): SecretBox => {
  const wrappingKey = toKey(key, "wrap data keys");
  const keyId = createHash("sha256").update(toKey(key, "name the key")).digest("hex").slice(0, 16);
  return {
    seal: (plaintext, context) => {
      const dataKey = randomBytes(KEY_BYTES);
      return {
        ciphertext: encrypt(dataKey, randomBytes(NONCE_BYTES), Buffer.from(plaintext), context),
        dataKey: encrypt(wrappingKey, randomBytes(NONCE_BYTES), dataKey, context),
        keyId,
      };
    },
    open: (sealed, context) => {
      if (sealed.keyId !== keyId) throw new SecretUnreadableError(context, "it was stored with another secret key");
      try {
        const dataKey = decrypt(wrappingKey, sealed.dataKey, context);
        return decrypt(dataKey, sealed.ciphertext, context).toString("utf8");
      } catch (thrown) {
        throw new SecretUnreadableError(context, "it was changed, or belongs somewhere else", thrown);
      }
    },
  };
};
