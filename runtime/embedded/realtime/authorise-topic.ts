import type pg from "pg";
import type { Speaker } from "./verify-token.ts";

export interface TopicAccess {
  canRead: boolean;
  canWrite: boolean;
}

const isAllowed = async (client: pg.PoolClient, statement: string, parameters: unknown[]): Promise<boolean> => {
  await client.query("savepoint attempt");
  try {
    const { rowCount } = await client.query(statement, parameters);
    return (rowCount ?? 0) > 0;
  } catch {
    return false;
  } finally {
    await client.query("rollback to savepoint attempt");
  }
};

/**
 * What a speaker may do on a private topic, asked of the policies on realtime.messages themselves, as Supabase does
 * it: a row is put there, and it is tried whether the speaker sees it and may insert one; then all is rolled back.
 */
export const authoriseTopic = async (pool: pg.Pool, speaker: Speaker, topic: string): Promise<TopicAccess> => {
  if (speaker.role === "service_role") return { canRead: true, canWrite: true };
  const client = await pool.connect();
  try {
    await client.query("begin");
    const { rows } = await client.query<{ id: string }>(
      "insert into realtime.messages (topic, extension, event, payload, private) values ($1, 'broadcast', 'authorisation', '{}', true) returning id",
      [topic],
    );
    await client.query(
      "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('request.jwt.claim.sub', $3, true), set_config('realtime.topic', $4, true)",
      [speaker.role, JSON.stringify(speaker.claims), String(speaker.claims["sub"] ?? ""), topic],
    );
    const canRead = await isAllowed(client, "select 1 from realtime.messages where id = $1", [rows[0]?.id]);
    const canWrite = await isAllowed(
      client,
      "insert into realtime.messages (topic, extension, event, private) values ($1, 'broadcast', 'authorisation', true) returning id",
      [topic],
    );
    return { canRead, canWrite };
  } finally {
    await client.query("rollback").catch(() => undefined);
    client.release();
  }
};
