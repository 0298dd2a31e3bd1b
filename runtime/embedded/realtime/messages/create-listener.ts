import pg from "pg";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";

export interface ListenerOptions {
  databaseUrl: string;
  channels: string[];
  clock: Clock;
  logger: Logger;
  /** Called on every connection, before the first notification and also after a reconnection. */
  onConnect(client: pg.Client): Promise<void>;
  onNotification(channel: string, payload: string): void;
}

export interface Listener {
  stop(): Promise<void>;
}

const RETRY_MILLISECONDS = 300;

const open = async (options: ListenerOptions, onEnd: () => void): Promise<pg.Client> => {
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    application_name: "letscode realtime",
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
  });
  const state = { isOpen: false, isEnded: false };
  client.on("error", () => undefined);
  client.once("end", () => {
    state.isEnded = true;
    if (state.isOpen) onEnd();
  });
  try {
    await client.connect();
    client.on("notification", ({ channel, payload = "" }) => options.onNotification(channel, payload));
    for (const channel of options.channels) await client.query(`listen ${client.escapeIdentifier(channel)}`);
    await options.onConnect(client);
    if (state.isEnded) throw new Error("the connection ended");
    state.isOpen = true;
    return client;
  } catch (thrown) {
    await client.end().catch(() => undefined);
    throw thrown;
  }
};

/**
 * Keeps one connection that listens, and makes a new one when it is lost (a restart of the database, A13). Rejects when
 * the first one cannot be made.
 */
export const createListener = async (options: ListenerOptions): Promise<Listener> => {
  const stopping = new AbortController();
  const { signal } = stopping;
  let client: pg.Client | null = null;
  const reconnect = async (): Promise<void> => {
    options.logger.warn("Realtime lost its database; connecting again");
    for (client = null; client === null && !signal.aborted;) {
      await options.clock.sleep(RETRY_MILLISECONDS, signal).catch(() => undefined);
      if (!signal.aborted) client = await open(options, onEnd).catch(() => null);
    }
    if (signal.aborted) await client?.end().catch(() => undefined);
    else options.logger.info("Realtime has its database again");
  };
  const onEnd = (): void => {
    if (!signal.aborted) void reconnect();
  };
  client = await open(options, onEnd);
  return {
    stop: async () => {
      stopping.abort(new Error("stopping"));
      await client?.end().catch(() => undefined);
    },
  };
};
