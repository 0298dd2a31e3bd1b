import { LetscodeError } from "#core/errors/letscode-error.ts";

/** The model declined to answer. */
export class ModelRefusedError extends LetscodeError {
  constructor(model: string, said: string) {
    super({
      code: "model_refused",
      status: 422,
      message: `${model} declined to work on this${said === "" ? "" : `: ${said.slice(0, 500)}`}.`,
      fix: "Say the request in other words, or choose another model. What was committed before stays.",
      data: { model },
    });
  }
}
