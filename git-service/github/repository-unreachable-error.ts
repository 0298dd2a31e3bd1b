import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The repository on GitHub is gone, or the GitHub App does not reach it any more. */
export class RepositoryUnreachableError extends LetscodeError {
  constructor(reason: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super({
      code: "repository_unreachable",
      status: 409,
      message: `GitHub does not let us reach the repository: ${reason}.`,
      fix: "Open the project's settings, check the repository on GitHub and that the GitHub App is installed on it, and reconnect.",
      data,
      cause,
    });
  }
}
