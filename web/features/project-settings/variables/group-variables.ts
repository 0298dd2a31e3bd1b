import type { DeployEnvironment, EnvironmentVariable } from "#core/contracts/index.ts";

/** A name, where it is set, and when it was set last. */
export interface VariableGroup {
  name: string;
  environments: DeployEnvironment[];
  updatedAt: string;
}

/** One line for each name; a variable may have a value of its own in each environment. */
export const groupVariables = (variables: readonly EnvironmentVariable[]): VariableGroup[] =>
  [...Map.groupBy(variables, ({ name }) => name)]
    .map(([name, items]) => ({
      name,
      environments: items.map(({ environment }) => environment).toSorted(),
      updatedAt: items.reduce((latest, { updatedAt }) => (updatedAt > latest ? updatedAt : latest), ""),
    }))
    .toSorted((one, other) => one.name.localeCompare(other.name, "en"));
