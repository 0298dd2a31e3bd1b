import { LetscodeError } from "./letscode-error.ts";

/** A credential is about to enter the repository (A23). */
export class SecretFoundError extends LetscodeError {
  constructor(path: string, line: number, kind: string) {
    super({
      code: "secret_found",
      status: 422,
      message: `${path} line ${line} holds what looks like a secret (${kind}).`,
      fix: "Remove it from the file and set it as an environment variable instead; nothing was committed.",
      data: { path, line, kind },
    });
  }
}
