import type { DeploymentError } from "#core/contracts/deployment.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A deployment cannot go on; what people see of it is the normalised error. */
export class DeploymentFailure extends LetscodeError {
  readonly error: DeploymentError;

  constructor(error: DeploymentError) {
    super({ code: error.code, status: 422, message: error.message, fix: error.fix, data: { excerpt: error.excerpt } });
    this.error = error;
  }
}
