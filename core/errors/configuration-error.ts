import { LetscodeError } from "./letscode-error.ts";

/** All problems of the configuration at once (A33). */
export class ConfigurationError extends LetscodeError {
  constructor(problems: { name: string; message: string }[]) {
    super({
      code: "configuration_invalid",
      status: 500,
      message: `The configuration cannot be used: ${problems.map(({ name, message }) => `${name}: ${message}`).join("; ")}.`,
      fix: "Set the named variables (.env.example describes each one) and start again.",
      data: { problems },
    });
  }
}
