import pg from "pg";
import { z } from "zod";
import type { Logger } from "#core/ports/logger.ts";

const messageSchema = z.object({
  id: z.string(),
  position: z.coerce.number(),
  topic: z.string(),
  event: z.string().nullable(),
  payload: z.unknown(),
  private: z.boolean().nullable(),
});
export type StoredMessage = z.infer<typeof messageSchema>;

export interface Follower {
  stop(): Promise<void>;
}

const PAGE = 500;
/** Supabase keeps messages for three days; nothing here replays, so an hour is plenty. */
const KEEP_MESSAGES = "1 hour";
const TRIM_EVERY_MILLISECONDS = 10 * 60_000;

/**
 * Reads what is written to realtime.messages, in the order of commits as far as positions tell, and hands it on.
 * NOTIFY wakes it; the rows themselves are read by position, so what came while the connection was down (a restart
 * of the database, A13) is read afterwards. A position can become visible after a higher one, so the last second
 * is read again and what was handed on already is skipped.
 */
export const followMessages = async (
  databaseUrl: string,
  deliver: (message: StoredMessage) => void,
  logger: Logger,
): Promise<Follower> => {
  let isStopped = false;
  let client: pg.Client | null = null;
  let lastPosition = -1;
  let seen = new Map<string, number>();
  let reading: Promise<void> | null = null;
  let isWanted = false;

  const readOnce = async (from: pg.Client): Promise<void> => {
    for (;;) {
      const { rows } = await from.query(
        `select id, position, topic, event, payload, private from realtime.messages
         where position > $1 or inserted_at > now()::timestamp - interval '1 second' order by position limit $2`,
        [lastPosition, PAGE],
      );
      const fresh = rows.map((row) => messageSchema.parse(row)).filter(({ id }) => !seen.has(id));
      for (const message of fresh) {
        seen.set(message.id, message.position);
        lastPosition = Math.max(lastPosition, message.position);
        deliver(message);
      }
      if (seen.size > 20_000) seen = new Map([...seen].slice(-10_000));
      if (rows.length < PAGE || fresh.length === 0) return;
    }
  };

  const read = (from: pg.Client): void => {
    isWanted = true;
    reading ??= (async () => {
      while (isWanted && !isStopped) {
        isWanted = false;
        await readOnce(from);
      }
    })()
      .catch((thrown: unknown) => logger.warn("Realtime could not read messages", { reason: String(thrown) }))
      .finally(() => {
        reading = null;
      });
  };

  const connect = async (): Promise<void> => {
    const next = new pg.Client({ connectionString: databaseUrl });
    next.on("error", () => undefined);
    next.on("end", () => {
      if (!isStopped) setTimeout(() => void reconnect(), 300);
    });
    await next.connect();
    if (lastPosition < 0) {
      const { rows } = await next.query("select coalesce(max(position), 0) as position from realtime.messages");
      lastPosition = z.object({ position: z.coerce.number() }).parse(rows[0]).position;
      const { rows: recent } = await next.query(
        "select id, position from realtime.messages where inserted_at > now()::timestamp - interval '2 seconds'",
      );
      for (const row of recent) seen.set(String(row.id), Number(row.position));
    }
    await next.query("listen letscode_realtime");
    next.on("notification", () => read(next));
    client = next;
    read(next);
  };

  const reconnect = async (): Promise<void> => {
    if (isStopped) return;
    try {
      await connect();
    } catch {
      setTimeout(() => void reconnect(), 500);
    }
  };

  await connect();
  const trim = setInterval(() => {
    client
      ?.query(`delete from realtime.messages where inserted_at < now()::timestamp - interval '${KEEP_MESSAGES}'`)
      .catch(() => undefined);
  }, TRIM_EVERY_MILLISECONDS);
  trim.unref();
  return {
    stop: async () => {
      isStopped = true;
      clearInterval(trim);
      await reading;
      await client?.end().catch(() => undefined);
    },
  };
};
