import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A deploy host does not accept what an admin entered for it. */
export class HostRefusedError extends LetscodeError {
  constructor(field: "token" | "scopeId", message: string, fix: string) {
    super({ code: "host_refused", status: 400, message, fix, data: { field } });
  }
}
