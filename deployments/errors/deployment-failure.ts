import type { DeploymentError } from "#core/contracts/deployment.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A deployment cannot go on; what people see of it is the normalised error. */
export class DeploymentFailure extends LetscodeError {
  readonly error: DeploymentError;
  /** The commit may be fine, and the host will not take it until a person has lifted what is in the way. */
  readonly isBlocked: boolean;

  constructor(error: DeploymentError, options: { isBlocked?: boolean } = {}) {
    super({ code: error.code, status: 422, message: error.message, fix: error.fix, data: { excerpt: error.excerpt } });
    this.error = error;
    this.isBlocked = options.isBlocked ?? false;
  }
}
