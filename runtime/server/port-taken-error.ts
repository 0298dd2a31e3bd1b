import { LetscodeError } from "#core/errors/letscode-error.ts";

/** Somebody else listens on our port, or we may not. */
export class PortTakenError extends LetscodeError {
  constructor(port: number, holder: string | null, cause: unknown) {
    super({
      code: "port_taken",
      status: 500,
      message: `Port ${port} is in use${holder === null ? "" : ` by ${holder}`}.`,
      fix: `Stop that program, or choose another port: PORT=${port + 1} npm start.`,
      data: { port },
      cause,
    });
  }
}
