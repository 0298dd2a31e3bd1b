import { randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Config } from "#core/config/index.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import { createSecretBox } from "../secrets/index.ts";
import type { Secrets } from "./load-secrets.ts";

/** Where the server side reaches Supabase, embedded or hosted. */
export interface SupabaseAccess {
  /** For our own requests; inside one machine it is not the address people open. */
  url: string;
  /** For browsers. */
  publicUrl: string;
  publishableKey: string;
  secretKey: string;
  fetch: typeof globalThis.fetch;
}

/** One process of one installation: its configuration, its secrets, and the outside world. Adapters are made from it. */
export interface Installation {
  config: Config;
  secrets: Secrets;
  version: string;
  /** Address of our own server as processes of this machine reach it. */
  internalUrl: string;
  databaseUrl: string;
  supabase: SupabaseAccess;
  statusWebhookSecret: string;
  /** Seals what people enter (provider keys, tokens of hosts), with this installation's key. */
  secretBox: SecretBox;
  /** Secrets entered at run time that this process has opened: taken out of what people get to read. */
  secretsInUse: Set<string>;
  clock: Clock;
  logger: Logger;
  fetch: typeof globalThis.fetch;
  randomBytes(bytes: number): Buffer;
}

/** Folder of the checkout, with a slash at the end. */
export const rootFolder = fileURLToPath(new URL("../../", import.meta.url));

export const migrationsFolder = fileURLToPath(new URL("../../supabase/migrations", import.meta.url));

interface Options {
  config: Config;
  secrets: Secrets;
  version: string;
  databaseUrl: string;
  clock: Clock;
  logger: Logger;
  /** Serves the embedded Supabase without a round trip; left out in processes that reach it over HTTP. */
  supabaseFetch?: typeof globalThis.fetch;
}

/** `localhost` may be ::1 for Node while the server listens on 127.0.0.1, hence the number. */
const toInternalUrl = ({ host, port }: Config): string => {
  const name = host === "0.0.0.0" || host === "::" || host === "localhost" ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
};

/** Puts an installation together. Hosted Supabase where it is configured, else the embedded one of this installation. */
export const createInstallation = (options: Options): Installation => {
  const { config, secrets } = options;
  const internalUrl = toInternalUrl(config);
  const supabase =
    config.supabase === undefined
      ? {
          url: internalUrl,
          publicUrl: config.url,
          publishableKey: secrets.publishableKey,
          secretKey: secrets.secretKey,
          fetch: options.supabaseFetch ?? globalThis.fetch,
        }
      : { ...config.supabase, publicUrl: config.supabase.url, fetch: globalThis.fetch };
  return {
    config,
    secrets,
    version: options.version,
    internalUrl,
    databaseUrl: options.databaseUrl,
    supabase,
    statusWebhookSecret: config.statusWebhookSecret ?? secrets.statusWebhookSecret,
    secretBox: createSecretBox({ key: config.secretKey ?? secrets.encryptionKey, randomBytes }),
    secretsInUse: new Set(),
    clock: options.clock,
    logger: options.logger,
    fetch: globalThis.fetch,
    randomBytes,
  };
};
