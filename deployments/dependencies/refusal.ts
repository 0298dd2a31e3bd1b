import { DeploymentFailure } from "../errors/deployment-failure.ts";

/** Why one package is not installed. */
export interface Refusal {
  code: "package_source_refused" | "package_not_found" | "package_too_new" | "package_runs_scripts";
  name: string;
  message: string;
  fix: string;
}

/** Throws DeploymentFailure with the first refusal, and all of them in its excerpt; does nothing when there is none. */
export const throwRefusals = (refusals: Refusal[]): void => {
  const [first] = refusals;
  if (first === undefined) return;
  const more = refusals.length === 1 ? "" : ` So are ${refusals.length - 1} more packages, as the log says.`;
  throw new DeploymentFailure({
    code: first.code,
    message: `${first.message} Nothing was installed.${more}`,
    fix: first.fix,
    excerpt: refusals.map(({ message }) => message),
    signature: `${first.code}:${first.name}`,
  });
};
