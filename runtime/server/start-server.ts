import { randomBytes } from "node:crypto";
import { createServer, type RequestListener, type Server } from "node:http";
import { join } from "node:path";
import type { Config } from "#core/config/index.ts";
import type { PublicConfig } from "#core/contracts/public-config.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import { shareServer } from "../api/index.ts";
import {
  createInstallation,
  createServerContainer,
  loadSecrets,
  migrationsFolder,
  rootFolder,
  type Secrets,
} from "../container/index.ts";
import { applyMigrations, type Embedded, startEmbedded } from "../embedded/index.ts";
import { createCleanup, type Cleanup } from "./create-cleanup.ts";
import { createNext, type NextApp } from "./create-next.ts";
import { claimDataFolder } from "./instance.ts";
import { listen } from "./listen.ts";
import { createRequestRouter } from "./route-request.ts";
import { createUpgradeRouter, type UpgradeHandler } from "./route-upgrade.ts";

export interface ServerOptions {
  config: Config;
  version: string;
  isDevelopment: boolean;
  clock: Clock;
  logger: Logger;
  /** Told what is being done, for people who wait. */
  onProgress(step: string): void;
}

export interface RunningServer {
  publicConfig: PublicConfig;
  stop(): Promise<void>;
}

const HALF_HOUR = 30 * 60_000;

const refuseUpgrade: UpgradeHandler = (_request, socket) => socket.destroy();

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { "content-type": "text/plain; charset=utf-8", "retry-after": "1", refresh: "1" });
  response.end("LetsCode is starting.\n");
};

/** Listens at once, so that a taken port is found before anything else begins; real answers come when all is ready. */
const openServer = async (config: Config, cleanup: Cleanup) => {
  let answer = starting;
  let upgrade = refuseUpgrade;
  // A push may take long; who reads a body bounds its own time.
  const server: Server = createServer({ requestTimeout: HALF_HOUR }, (request, response) => answer(request, response));
  server.on("upgrade", (request, socket, head) => upgrade(request, socket, head));
  await listen(server, config);
  cleanup.add(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return {
    use: (handlers: { answer: RequestListener; upgrade: UpgradeHandler }): void => {
      ({ answer, upgrade } = handlers);
    },
  };
};

const startSupabase = async (options: ServerOptions, secrets: Secrets): Promise<Embedded | null> => {
  const { config, clock, logger } = options;
  if (config.supabase !== undefined && config.databaseUrl !== undefined) {
    await applyMigrations(config.databaseUrl, migrationsFolder);
    return null;
  }
  return startEmbedded({
    dataDirectory: config.dataDirectory,
    databaseUrl: config.databaseUrl,
    postgresPassword: secrets.postgresPassword,
    keys: secrets,
    siteUrl: config.url,
    migrationsDirectory: migrationsFolder,
    clock,
    logger,
  });
};

const startParts = async (options: ServerOptions, secrets: Secrets, cleanup: Cleanup) => {
  const { config, isDevelopment } = options;
  options.onProgress("Starting the database and the web app");
  const [supabase, web] = await Promise.allSettled([
    startSupabase(options, secrets),
    createNext({ isDevelopment, folder: join(rootFolder, "web"), host: config.host, port: config.port }),
  ]);
  if (supabase.status === "fulfilled" && supabase.value !== null) {
    const { stop } = supabase.value;
    cleanup.add(stop);
  }
  if (web.status === "fulfilled") cleanup.add(web.value.close);
  if (supabase.status === "rejected") throw supabase.reason;
  if (web.status === "rejected") throw web.reason;
  return { embedded: supabase.value, web: web.value };
};

const toFetch =
  (embedded: Embedded): typeof globalThis.fetch =>
  (input, init) =>
    embedded.fetch(new Request(input, init));

const connect = async (
  options: ServerOptions,
  parts: { secrets: Secrets; embedded: Embedded | null; web: NextApp; databaseUrl: string },
  cleanup: Cleanup,
) => {
  const { config, version, clock, logger } = options;
  const { embedded, web, secrets, databaseUrl } = parts;
  const installation = createInstallation({
    config,
    secrets,
    version,
    databaseUrl,
    clock,
    logger,
    ...(embedded === null ? {} : { supabaseFetch: toFetch(embedded) }),
  });
  const container = await createServerContainer(installation);
  cleanup.add(container.close);
  // The web app's pages are rendered in this process and read through the same interface, without a network between.
  shareServer({ api: container.api, appUrl: config.url, listDeployHosts: container.listDeployHosts });
  const supabase = embedded === null ? null : embedded.fetch;
  const answer = createRequestRouter({ appUrl: config.url, container, supabase, web: web.handle, logger });
  const upgrade = createUpgradeRouter({
    appUrl: config.url,
    previews: container.previews,
    realtime: embedded === null ? null : embedded.upgrade,
    web: web.upgrade,
  });
  return { container, answer, upgrade };
};

/**
 * Starts the whole product but its worker, on one port. Throws LetscodeErrors that say what is in the way: the port,
 * the data folder, another server on it, the database; what had begun by then is undone.
 */
export const startServer = async (options: ServerOptions): Promise<RunningServer> => {
  const { config, logger } = options;
  const cleanup = createCleanup((thrown) => logger.warn("Something did not end cleanly", { reason: String(thrown) }));
  try {
    const claim = await claimDataFolder(config.dataDirectory, config);
    cleanup.add(claim.release);
    const server = await openServer(config, cleanup);
    const secrets = await loadSecrets(config.dataDirectory, randomBytes);
    const { embedded, web } = await startParts(options, secrets, cleanup);
    const databaseUrl = embedded?.databaseUrl ?? config.databaseUrl ?? "";
    const { container, ...handlers } = await connect(options, { secrets, embedded, web, databaseUrl }, cleanup);
    const publicConfig = await container.readPublicConfig();
    server.use(handlers);
    await claim.publish(databaseUrl);
    return { publicConfig, stop: cleanup.run };
  } catch (thrown) {
    await cleanup.run();
    throw thrown;
  }
};
