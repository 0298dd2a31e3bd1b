import { LetscodeError } from "#core/errors/letscode-error.ts";
import type { Problem } from "#core/contracts/problem.ts";

/** A problem the REST interface answered, as thrown by requestApi. */
export class ApiError extends LetscodeError {
  constructor(problem: Problem) {
    super({
      code: problem.code,
      status: problem.status,
      message: problem.detail,
      fix: problem.fix,
      isRetryable: problem.status >= 500 || problem.status === 429,
      ...(problem.data === undefined ? {} : { data: problem.data }),
    });
  }
}
