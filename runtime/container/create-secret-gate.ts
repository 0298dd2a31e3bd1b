import { SecretFoundError } from "#core/errors/secret-found-error.ts";
import type { SecretScanner } from "#orchestrator/index.ts";

/** Refuses a file that holds a credential, on whichever way it comes (A23). Throws SecretFoundError. */
export const createSecretGate =
  (scanner: SecretScanner): ((file: { path: string; content: string }) => Promise<void>) =>
  async ({ path, content }) => {
    const [finding] = await scanner.scan(path, content);
    if (finding !== undefined) throw new SecretFoundError(path, finding.line, finding.kind);
  };
