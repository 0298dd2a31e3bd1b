import type { DeploymentError } from "#core/contracts/deployment.ts";

type Environment = Readonly<Record<string, string>>;

/** Shorter values are words that a log may hold anyway; hiding them would make it unreadable. */
const SHORTEST_SECRET = 6;

/** A text without the values of a deployment's variables: their names stand in their place (A23). */
export const hideValues = (text: string, environment: Environment): string =>
  Object.entries(environment)
    .filter(([, value]) => value.length >= SHORTEST_SECRET)
    .toSorted(([, one], [, other]) => other.length - one.length)
    .reduce((hidden, [name, value]) => hidden.replaceAll(value, `[${name}]`), text);

/** What a build printed is quoted in its error, so an error hides the same as a log. */
export const hideInError = (error: DeploymentError, environment: Environment): DeploymentError => ({
  ...error,
  message: hideValues(error.message, environment),
  fix: hideValues(error.fix, environment),
  excerpt: error.excerpt.map((line) => hideValues(line, environment)),
});
