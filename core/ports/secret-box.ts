/** A secret as it is kept: useless without the installation's key. All three are text; the first two Base64. */
export interface SealedSecret {
  /** The secret, encrypted with a data key of its own. */
  ciphertext: string;
  /** That data key, encrypted with the installation's key. */
  dataKey: string;
  /** Which key of the installation that was: its fingerprint, not the key. */
  keyId: string;
}

/** Seals secrets before they are stored and opens them for use. Opened secrets are never stored, logged or answered. */
export interface SecretBox {
  /** `context` says where the secret belongs (`provider_credentials/<id>`); it opens nowhere else. */
  seal(plaintext: string, context: string): SealedSecret;
  /** Throws SecretUnreadableError when it was sealed with another key, for another context, or was changed. */
  open(sealed: SealedSecret, context: string): string;
}
