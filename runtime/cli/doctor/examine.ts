import type { Config } from "#core/config/index.ts";
import { checkDatabase, checkProviders, checkRegistry, checkSupabase } from "./check-connections.ts";
import { checkDataFolder, checkPort } from "./check-machine.ts";
import { checkGit, checkNode, checkNpm, checkSandbox } from "./check-tools.ts";
import { failure, type Finding, runCheck } from "./finding.ts";

interface Options {
  /** Null when the configuration cannot be used; `problems` says why. */
  config: Config | null;
  problems: { name: string; message: string }[];
  fetch: typeof globalThis.fetch;
  registry(): Promise<string>;
}

const examineTools = (): Promise<Finding[]>[] => [
  runCheck("Node", checkNode),
  runCheck("npm", checkNpm),
  runCheck("git", checkGit),
];

const examineConfigured = (config: Config, { fetch, registry }: Options): Promise<Finding[]>[] => [
  runCheck("sandbox", () => checkSandbox(config.sandbox)),
  runCheck("data folder", () => checkDataFolder(config)),
  runCheck("port", () => checkPort(config, fetch)),
  runCheck("database", () => checkDatabase(config)),
  runCheck("Supabase", () => checkSupabase(config, fetch)),
  runCheck("providers", () => checkProviders(config, fetch)),
  runCheck("npm registry", async () => checkRegistry(await registry(), fetch)),
];

/** Looks at everything LetsCode needs. Nothing is changed, and one failing check keeps no other from running. */
export const examine = async (options: Options): Promise<Finding[]> => {
  const { config, problems } = options;
  const configuration = problems.map(({ name, message }) =>
    failure(`configuration: ${name} ${message}`, ".env.example describes the variable."),
  );
  const checks = [...examineTools(), ...(config === null ? [] : examineConfigured(config, options))];
  return [...configuration, ...(await Promise.all(checks)).flat()];
};
