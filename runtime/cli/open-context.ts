import { resolve } from "node:path";
import { loadEnvironment, readConfig, type Config } from "#core/config/index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import { createLogger } from "../container/create-logger.ts";
import { rootFolder } from "../container/installation.ts";
import { readVersion } from "../container/read-version.ts";
import { systemClock } from "../container/system-clock.ts";

/** What every command begins with. */
export interface CliContext {
  config: Config;
  version: string;
  clock: Clock;
  logger: Logger;
}

export interface SharedOptions {
  port?: string;
  data?: string;
}

/** Reads the configuration, with what the command line says on top. Throws ConfigurationError. */
export const openContext = async (source: string, options: SharedOptions): Promise<CliContext> => {
  const variables = loadEnvironment(rootFolder);
  const config = readConfig({
    ...variables,
    ...(options.port === undefined ? {} : { PORT: options.port }),
    ...(options.data === undefined ? {} : { LETSCODE_DATA_DIR: resolve(options.data) }),
  });
  const logger = createLogger({
    level: config.logLevel,
    source,
    clock: systemClock,
    write: (line) => process.stderr.write(line),
  });
  return { config, version: await readVersion(), clock: systemClock, logger };
};
