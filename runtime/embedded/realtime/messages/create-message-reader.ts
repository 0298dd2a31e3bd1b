import type pg from "pg";
import { z } from "zod";

const rowSchema = z.object({
  snapshot: z.string(),
  id: z.string().nullable(),
  topic: z.string().nullable(),
  event: z.string().nullable(),
  payload: z.unknown(),
  private: z.boolean().nullable(),
});

/** One row of realtime.messages. */
export interface StoredMessage {
  id: string;
  topic: string;
  event: string;
  payload: unknown;
  isPrivate: boolean;
}

export interface MessageReader {
  /** The messages that have appeared since the last reading. */
  read(client: pg.Client): Promise<StoredMessage[]>;
}

const SNAPSHOT = "select pg_current_snapshot()::text as snapshot";
const NEW_MESSAGES = `
  select now.snapshot, m.id, m.topic, m.event, m.payload, m.private
  from (${SNAPSHOT}) now
  left join lateral (
    select * from realtime.messages
    where transaction >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(transaction, $1::pg_snapshot)
      and extension = 'broadcast'
  ) m on true
  order by m.position`;

/**
 * Reads each message of realtime.messages once, and none twice: those that are visible now and were not in the snapshot
 * of the last reading. Reading by position would lose what a long transaction wrote early and committed late; reading the
 * last second again, as this did at first, lost it too, for `now()` is when a transaction began.
 */
export const createMessageReader = async (client: pg.Client): Promise<MessageReader> => {
  const { rows } = await client.query(SNAPSHOT);
  let seen = z.object({ snapshot: z.string() }).parse(rows[0]).snapshot;
  return {
    read: async (from) => {
      const { rows: fresh } = await from.query(NEW_MESSAGES, [seen]);
      const parsed = fresh.map((row) => rowSchema.parse(row));
      seen = parsed[0]?.snapshot ?? seen;
      return parsed.flatMap(({ id, topic, event, payload, private: isPrivate }) =>
        id === null || topic === null
          ? []
          : [{ id, topic, event: event ?? "", payload, isPrivate: isPrivate ?? false }],
      );
    },
  };
};
