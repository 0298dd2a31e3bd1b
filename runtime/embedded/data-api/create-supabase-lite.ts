import { inspect } from "node:util";
import { App } from "@supabase/lite";
import type { createPostgresConnection } from "@supabase/lite/postgres";
import { Kysely, PostgresDialect } from "kysely";
import type pg from "pg";
import { z } from "zod";
import type { Logger } from "#core/ports/logger.ts";
import { createDataPool } from "./create-data-pool.ts";
import { createJsonWriter } from "./create-json-writer.ts";

export interface SupabaseKeys {
  publishableKey: string;
  secretKey: string;
  jwtSecret: string;
}

export interface SupabaseLite {
  /** Serves `/auth/v1/*` and `/rest/v1/*`. */
  fetch(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Mails that would be sent are told in the server's log: an embedded installation has no mail server. */
const createMailer = (siteUrl: string, logger: Logger) => {
  const tell = (kind: string, link: string) => async (email: string, token: string, code: string) => {
    logger.info(`Mail to ${email}: ${kind}`, {
      code,
      ...(link === "" ? {} : { link: `${siteUrl}/auth/v1/verify?type=${link}&token=${token}` }),
    });
  };
  return {
    sendConfirmation: tell("confirm your address", "signup"),
    sendRecovery: tell("set a new password", "recovery"),
    sendMagicLink: tell("sign in", "magiclink"),
    sendEmailChange: tell("confirm your new address", "email_change"),
    sendReauthentication: async (email: string, code: string) => logger.info(`Mail to ${email}: your code`, { code }),
  };
};

/**
 * The package comes with the driver `postgres`, which a database that restarts leaves with queries that never end, or
 * ends the whole process: 3.4.9 writes to a socket it has set to null (A13; its issues 1154 and 1208). `pg` reports the
 * loss and connects anew, so it is put in place; the other one never opens a connection.
 */
const replaceDriver = (connection: ReturnType<typeof createPostgresConnection>, databaseUrl: string): pg.Pool => {
  const pool = createDataPool(databaseUrl);
  connection.kysely = new Kysely({ dialect: new PostgresDialect({ pool, onCreateConnection: createJsonWriter() }) });
  return pool;
};

/**
 * On import the package puts a function of its own in place of process.emitWarning, which throws for warnings that are
 * errors, and Node's own are: a warning of too many listeners would end the server. Node's is put back.
 */
const importConnection = async (): Promise<typeof createPostgresConnection> => {
  const { emitWarning } = process;
  const { createPostgresConnection: connect } = await import("@supabase/lite/postgres");
  process.emitWarning = emitWarning;
  return connect;
};

/**
 * At its first request the package grants every privilege on every table of a schema with policies to all three roles,
 * for new tables too, which undoes the grants of our migrations: owners could read the hashes of their access tokens.
 * It does so once; told that it has, it does not (A16).
 */
const keepGrants = (connection: object): void => {
  Object.assign(connection, { rlsState: "active" });
};

/**
 * The package reads the catalogue, in fifteen queries, for every request that comes before one has read it. Two hundred at
 * once kept all connections busy for good, and none got to its end: they share one reading.
 */
const readCatalogueOnce = (connection: ReturnType<typeof createPostgresConnection>): void => {
  const introspect = connection.introspect.bind(connection);
  let reading: ReturnType<typeof introspect> | null = null;
  connection.introspect = async (options) => {
    if (options?.useCache !== true) return introspect(options);
    reading ??= introspect(options).finally(() => (reading = null));
    return reading;
  };
};

/**
 * @supabase/lite writes every refusal of the database to the console, with the row in it. A refusal is told to whoever
 * asked; the log gets its code alone, and nobody's data.
 */
const shortenRefusals = (connection: ReturnType<typeof createPostgresConnection>): void => {
  const normalise = connection.normalizeDbError.bind(connection);
  connection.normalizeDbError = (thrown) => {
    const error = normalise(thrown);
    if (!(error instanceof Error)) return error;
    const { code } = z.object({ code: z.unknown().optional() }).parse(error);
    return Object.assign(error, { [inspect.custom]: () => `The Data API refused a request: ${String(code)}` });
  };
};

/**
 * Supabase Auth and Data API over the embedded Postgres, by @supabase/lite. Signing up needs no confirmation.
 * Its own tables (schema auth) are made before this resolves.
 */
export const createSupabaseLite = async (
  options: SupabaseKeys & { databaseUrl: string; siteUrl: string; logger: Logger },
): Promise<SupabaseLite> => {
  const connect = await importConnection();
  const connection = connect({ url: options.databaseUrl });
  const pool = replaceDriver(connection, options.databaseUrl);
  keepGrants(connection);
  shortenRefusals(connection);
  readCatalogueOnce(connection);
  const app = new App({
    connection,
    auth: {
      enabled: true,
      publishable_key: options.publishableKey,
      secret_key: options.secretKey,
      jwt_secret: options.jwtSecret,
      site_url: options.siteUrl,
      jwt_expiry: 3600,
      enable_refresh_token_rotation: true,
      minimum_password_length: 8,
    },
  });
  // The package has no other way to set one.
  // oxlint-disable-next-line no-underscore-dangle
  app._mailer = createMailer(options.siteUrl, options.logger);
  await app.ensureSystemSchema();
  return {
    fetch: async (request) => app.server.fetch(request),
    close: () => pool.end(),
  };
};
