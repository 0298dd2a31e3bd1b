import type pg from "pg";
import type { ChangeFeed } from "./changes/create-change-feed.ts";
import type { Hub } from "./channels/create-hub.ts";
import { createListener, type Listener, type ListenerOptions } from "./messages/create-listener.ts";
import { createMessageReader, type MessageReader } from "./messages/create-message-reader.ts";

type Options = Pick<ListenerOptions, "databaseUrl" | "clock" | "logger"> & { hub: Hub; changes: ChangeFeed };

/** What the prelude and the migrations notify on: something to read, and a topic whose readers may have changed. */
const REALTIME_CHANNEL = "letscode_realtime";
const ACCESS_CHANNEL = "letscode_access";

/** Runs a reading, and once more when it was asked for meanwhile; never two at a time, which would mix the order. */
const createPump = (read: () => Promise<void>, onFault: (thrown: unknown) => void): (() => void) => {
  let isRunning = false;
  let isWanted = false;
  const run = async (): Promise<void> => {
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await read().catch(onFault);
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    if (!isRunning) void run();
  };
};

/** Delivers what is written to the database: messages, and changes of tables. After a reconnection, what came meanwhile too. */
export const followDatabase = async (options: Options): Promise<Listener> => {
  const { hub, changes, logger } = options;
  let reader: MessageReader | null = null;
  let current: pg.Client | null = null;
  const fail = (thrown: unknown): void =>
    logger.warn("Realtime could not read the database", { reason: String(thrown) });
  const pumpMessages = createPump(async () => {
    if (reader === null || current === null) return;
    for (const { id, topic, event, payload, isPrivate } of await reader.read(current))
      hub.deliver(
        { name: topic, isPrivate },
        { event: "broadcast", payload: { type: "broadcast", event, payload, meta: { id } } },
      );
  }, fail);
  const pumpChanges = createPump(changes.read, fail);
  return createListener({
    ...options,
    channels: [REALTIME_CHANNEL, ACCESS_CHANNEL],
    onConnect: async (client) => {
      current = client;
      reader ??= await createMessageReader(client);
      await changes.reconnect();
      pumpMessages();
      pumpChanges();
    },
    onNotification: (channel, payload) => {
      if (channel === ACCESS_CHANNEL) hub.invalidate(payload);
      else if (payload === "changes") pumpChanges();
      else pumpMessages();
    },
  });
};
