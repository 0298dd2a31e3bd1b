import { LetscodeError } from "./letscode-error.ts";

/** Input that does not fit its contract, field by field. */
export class InvalidInputError extends LetscodeError {
  constructor(issues: { path: string; message: string }[], cause?: unknown) {
    super({
      code: "invalid_input",
      status: 400,
      message: `The request cannot be read: ${issues.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("; ")}.`,
      fix: "Correct what is named and send it again; /api/openapi.json describes every field.",
      data: { issues },
      cause,
    });
  }
}
