import { ConfigurationError } from "#core/errors/configuration-error.ts";
import { LetscodeError } from "#core/errors/letscode-error.ts";

const listProblems = (problems: unknown): string[] =>
  Array.isArray(problems)
    ? problems.map((problem: { name?: unknown; message?: unknown }) => `  ${problem.name}: ${problem.message}`)
    : [];

/** Says on stderr what went wrong and what to do: one line, or one line a problem of the configuration. */
export const printFailure = (thrown: unknown): void => {
  if (thrown instanceof ConfigurationError) {
    console.error(
      ["The configuration cannot be used:", ...listProblems(thrown.data["problems"]), thrown.fix].join("\n"),
    );
    return;
  }
  if (thrown instanceof LetscodeError) {
    console.error(`${thrown.detail} ${thrown.fix}`.replaceAll(/\s*\n\s*/g, " "));
    return;
  }
  console.error("LetsCode met a fault it did not expect; this is what it knows:");
  console.error(thrown);
};
