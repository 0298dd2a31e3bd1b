import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The data folder cannot be used. */
export class DataFolderError extends LetscodeError {
  constructor(dataDirectory: string, reason: string, cause: unknown) {
    super({
      code: "data_folder_unusable",
      status: 500,
      message: `The data folder ${dataDirectory} cannot be used: ${reason}.`,
      fix: "Make it writable for this user, or set LETSCODE_DATA_DIR to a folder that is.",
      data: { dataDirectory },
      cause,
    });
  }
}
