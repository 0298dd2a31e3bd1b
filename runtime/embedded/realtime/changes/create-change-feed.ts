import { randomUUID } from "node:crypto";
import type pg from "pg";
import { z } from "zod";
import type { Logger } from "#core/ports/logger.ts";
import { push, type Channel } from "../channels/channel.ts";
import type { ChangeBinding } from "../protocol/payloads.ts";
import { parseFilter } from "./parse-filter.ts";

/** A binding as it is answered to a join: with the number that later messages name it by. */
export type BoundChange = ChangeBinding & { id: number };

/** Changes of tables, to those who subscribed to them: `postgres_changes`. */
export interface ChangeFeed {
  /** Numbers the bindings of a channel that joins. */
  bind(channel: Channel, bindings: ChangeBinding[]): BoundChange[];
  /** Subscribes a channel's bindings in the database, as its speaker is now; answers what is wrong with them, or null. */
  connect(channel: Channel): Promise<string | null>;
  unsubscribe(channel: Channel): void;
  /** Subscribes everybody anew, on a new connection: a crash of Postgres empties the list. */
  reconnect(): Promise<void>;
  /** Sends what has changed. */
  read(): Promise<void>;
}

interface Subscription {
  id: string;
  channel: Channel;
  binding: BoundChange;
}

const takenSchema = z.object({ subscription_ids: z.array(z.string()), data: z.record(z.string(), z.unknown()) });
const countSchema = z.object({ count: z.number() });
const databaseErrorSchema = z.object({ message: z.string() });

const describe = ({ event, schema = "public", table = "*", filter = "" }: ChangeBinding): string =>
  `[event: ${event}, schema: ${schema}, table: ${table}, filters: [${filter}]]`;

/** Writes one binding into the list of subscriptions. Answers what is wrong, or null. */
const subscribe = async (pool: pg.Pool, { id, channel, binding }: Subscription): Promise<string | null> => {
  const filters = parseFilter(binding.filter ?? "");
  if (filters === null) return `Error parsing \`filter\` params: ${JSON.stringify(binding.filter)}`;
  const event = binding.event.toUpperCase();
  const parameters = [
    id,
    binding.schema ?? "public",
    binding.table ?? "*",
    ["INSERT", "UPDATE", "DELETE"].includes(event) ? event : "*",
    JSON.stringify(filters),
    channel.speaker.role,
    JSON.stringify(channel.speaker.claims),
  ];
  try {
    const { rows } = await pool.query("select realtime.subscribe($1, $2, $3, $4, $5, $6, $7) as count", parameters);
    return countSchema.parse(rows[0]).count > 0
      ? null
      : `Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: ${describe(binding)}`;
  } catch (thrown) {
    const reason = databaseErrorSchema.safeParse(thrown).data?.message ?? String(thrown);
    return `Unable to subscribe to changes with given parameters. An exception happened so please check your connect parameters: ${describe(binding)}. Exception: ${reason}`;
  }
};

/** Sends changes that were taken from the database to the channels they are for, one message a channel and change. */
const dispatch = (subscriptions: Map<string, Subscription>, rows: unknown[]): void => {
  for (const row of rows) {
    const { subscription_ids: ids, data } = takenSchema.parse(row);
    const told = ids.flatMap((id) => subscriptions.get(id) ?? []);
    for (const [channel, bound] of Map.groupBy(told, ({ channel }) => channel))
      push(channel, "postgres_changes", { ids: bound.map(({ binding }) => binding.id), data });
  }
};

/** See prelude-changes.sql for what the database does: it decides who is told of a change, and what of the row. */
export const createChangeFeed = (pool: pg.Pool, logger: Logger): ChangeFeed => {
  const subscriptions = new Map<string, Subscription>();
  let lastId = 0;
  let reading: Promise<void> | null = null;
  let isWanted = false;
  const listOf = (channel: Channel): Subscription[] =>
    [...subscriptions.values()].filter((subscription) => subscription.channel === channel);
  const forget = (ids: string[]): Promise<unknown> =>
    pool.query("delete from realtime.subscription where subscription_id = any($1)", [ids]);
  const readAll = async (): Promise<void> => {
    while (isWanted) {
      isWanted = false;
      const { rows } = await pool.query("select subscription_ids, data from realtime.take_changes()");
      dispatch(subscriptions, rows);
    }
  };
  return {
    bind: (channel, bindings) =>
      bindings.map((asked) => {
        lastId += 1;
        const binding = { ...asked, id: lastId };
        const id = randomUUID();
        subscriptions.set(id, { id, channel, binding });
        return binding;
      }),
    connect: async (channel) => {
      for (const subscription of listOf(channel)) {
        const fault = await subscribe(pool, subscription);
        if (fault !== null) return fault;
      }
      return null;
    },
    unsubscribe: (channel) => {
      const ids = listOf(channel).map(({ id }) => id);
      if (ids.length === 0) return;
      for (const id of ids) subscriptions.delete(id);
      forget(ids).catch((thrown: unknown) =>
        logger.warn("A subscription could not be removed", { reason: String(thrown) }),
      );
    },
    reconnect: async () => {
      await pool.query("delete from realtime.subscription");
      for (const subscription of subscriptions.values()) await subscribe(pool, subscription);
    },
    read: () => {
      isWanted = true;
      reading ??= readAll().finally(() => {
        reading = null;
      });
      return reading;
    },
  };
};
