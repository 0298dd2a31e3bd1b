import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The address cannot be listened on at all. */
export class PortRefusedError extends LetscodeError {
  constructor(address: { host: string; port: number }, reason: string, cause: unknown) {
    super({
      code: "port_refused",
      status: 500,
      message: `LetsCode cannot listen on ${address.host}:${address.port}: ${reason}.`,
      fix: "Choose a port above 1023 with PORT, and an address of this machine with LETSCODE_HOST (127.0.0.1 is the default).",
      data: address,
      cause,
    });
  }
}
