import { LetscodeError } from "./letscode-error.ts";

/** A path that could leave the repository, or that not every system can check out (A20). */
export class PathRefusedError extends LetscodeError {
  constructor(path: string, reason: string) {
    super({
      code: "path_refused",
      status: 422,
      message: `The path ${JSON.stringify(path)} is refused: ${reason}.`,
      fix: "Choose a path inside the repository with ordinary names.",
      data: { path, reason },
    });
  }
}
