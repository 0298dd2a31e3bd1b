import { LetscodeError } from "#core/errors/letscode-error.ts";

/** A push brings what may not be in a repository; nothing of it was kept. */
export class PushRefusedError extends LetscodeError {
  constructor(reasons: string[], fix: string) {
    super({
      code: "push_refused",
      status: 422,
      message: `This push was refused and nothing of it was kept.\n${reasons.join("\n")}`,
      fix,
      data: { reasons },
    });
  }
}
