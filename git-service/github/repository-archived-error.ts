import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The repository is archived on GitHub: it can be read, and nothing can be changed in it. */
export class RepositoryArchivedError extends LetscodeError {
  constructor(cause?: unknown) {
    super({
      code: "repository_archived",
      status: 409,
      message: "The repository is archived on GitHub, so nothing can be pushed to it or changed in it.",
      fix: "Unarchive it on GitHub, at the end of the repository's settings, then try again. Everything here can still be read.",
      cause,
    });
  }
}
