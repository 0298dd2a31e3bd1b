import { randomBytes } from "node:crypto";
import type { Config } from "#core/config/index.ts";
import type { Clock } from "#core/ports/clock.ts";
import { createInstallation, type Installation, loadSecrets } from "../container/index.ts";
import { findInstance } from "../server/index.ts";
import { NoServerError } from "./no-server-error.ts";
import type { CliContext } from "./open-context.ts";

const WAIT_MILLISECONDS = 20_000;
/** A server that has just been started needs a moment to say that it is there. */
const GRACE_MILLISECONDS = 2_000;
const LOOK_MILLISECONDS = 100;

interface Found {
  config: Config;
  databaseUrl: string;
}

const findServer = async (config: Config, clock: Clock, isPatient: boolean): Promise<Found> => {
  if (config.supabase !== undefined && config.databaseUrl !== undefined) {
    return { config, databaseUrl: config.databaseUrl };
  }
  for (let waited = 0; waited < WAIT_MILLISECONDS; waited += LOOK_MILLISECONDS) {
    const instance = await findInstance(config.dataDirectory);
    if (instance?.databaseUrl) {
      const { host, port, url, databaseUrl } = instance;
      return { config: { ...config, host, port, url }, databaseUrl };
    }
    if (instance === null && (!isPatient || waited > GRACE_MILLISECONDS)) break;
    await clock.sleep(LOOK_MILLISECONDS);
  }
  throw new NoServerError(config.dataDirectory);
};

/**
 * The installation a command works on: hosted Supabase where it is configured, else the server that runs on the data
 * folder, wherever that one listens. A patient command waits for a server that is starting. Throws NoServerError.
 */
export const openInstallation = async (context: CliContext, isPatient = false): Promise<Installation> => {
  const { version, clock, logger } = context;
  const { config, databaseUrl } = await findServer(context.config, clock, isPatient);
  const secrets = await loadSecrets(config.dataDirectory, randomBytes);
  return createInstallation({ config, secrets, version, databaseUrl, clock, logger });
};
