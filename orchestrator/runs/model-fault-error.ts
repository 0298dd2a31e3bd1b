import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The model went wrong more often than it is given a chance to mend it (A10). */
export class ModelFaultError extends LetscodeError {
  constructor(title: string, detail: string, times: number) {
    super({
      code: "model_output_unusable",
      status: 422,
      message: `The model did not get past this in ${times} tries: ${title}. ${detail.slice(0, 1500)}`,
      fix: "Resume the run to let it try again, say in a prompt of your own how to go on, or choose another model. Nothing of it was committed; what was not yet committed is kept.",
      data: { title, times },
    });
  }
}
