import type pg from "pg";

/** Deletes messages older than so many seconds. Supabase keeps them for three days; here nothing is replayed from them. */
export const trimMessages = async (pool: pg.Pool, olderThanSeconds: number): Promise<number> => {
  const { rowCount } = await pool.query(
    "delete from realtime.messages where inserted_at < timezone('utc', now()) - make_interval(secs => $1)",
    [olderThanSeconds],
  );
  return rowCount ?? 0;
};
