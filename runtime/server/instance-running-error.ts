import { LetscodeError } from "#core/errors/letscode-error.ts";

/** Another server works on the same data folder. */
export class InstanceRunningError extends LetscodeError {
  constructor(dataDirectory: string, other: { processId: number; url: string }) {
    super({
      code: "instance_running",
      status: 500,
      message: `LetsCode already runs on the data folder ${dataDirectory}: process ${other.processId}, at ${other.url}.`,
      fix: "Use that one, or stop it first. For a second installation set LETSCODE_DATA_DIR to another folder.",
      data: { dataDirectory, ...other },
    });
  }
}
