import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A command needs the server of a data folder, and none runs. */
export class NoServerError extends LetscodeError {
  constructor(dataDirectory: string) {
    super({
      code: "no_server",
      status: 500,
      message: `No LetsCode server runs on the data folder ${dataDirectory}.`,
      fix: "Start it with `npm start`, or name its folder with --data.",
      data: { dataDirectory },
    });
  }
}
