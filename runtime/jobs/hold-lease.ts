import pg from "pg";
import { LeaseLostError } from "./lease-lost-error.ts";

/**
 * The proof that this process lives. Each of its job pools holds an advisory lock on one connection; whoever obtains
 * the lock of a pool knows that the pool is gone (docs/decisions/020-jobs.md).
 */
export interface Lease {
  /** Resolves when the pool's lock is held; nothing may be taken from the queue before. */
  hold(poolId: string): Promise<void>;
  /** Resolves when the lease is held right now; rejects with LeaseLostError when it is not. */
  confirm(): Promise<void>;
  /** Aborted, with LeaseLostError, once the lease is lost. It does not come back. */
  readonly lost: AbortSignal;
  release(): Promise<void>;
}

interface Options {
  databaseUrl: string;
  /** The server cuts a connection that was silent for so long: a frozen process must not keep its jobs (A7). */
  silenceMilliseconds?: number;
}

/** SQL of a pool's lock key; `$1` is the pool's id. */
export const poolLockKey = (parameter: string): string => `hashtextextended('letscode.jobs.pool:' || ${parameter}, 0)`;

export const holdLease = async ({ databaseUrl, silenceMilliseconds = 8_000 }: Options): Promise<Lease> => {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: "letscode worker lease",
    keepAlive: true,
  });
  const loss = new AbortController();
  let isReleased = false;
  const lose = (cause?: unknown): void => {
    if (!isReleased && !loss.signal.aborted) loss.abort(new LeaseLostError(cause));
  };
  client.on("error", lose);
  client.on("end", () => lose());
  await client.connect();
  await client.query("select set_config('idle_session_timeout', $1, false)", [String(silenceMilliseconds)]);

  // One query at a time, in order: a confirmation after a freeze meets the server's refusal first.
  let turn: Promise<unknown> = Promise.resolve();
  const ask = (text: string, values: string[] = []): Promise<unknown> => {
    const answer = turn.then(() => client.query(text, values));
    turn = answer.catch(() => undefined);
    return answer;
  };
  const confirm = async (): Promise<void> => {
    loss.signal.throwIfAborted();
    await ask("select 1").catch((thrown: unknown) => {
      lose(thrown);
      throw loss.signal.reason;
    });
    loss.signal.throwIfAborted();
  };
  const pools = new Map<string, Promise<unknown>>();
  const beat = setInterval(() => void confirm().catch(() => undefined), silenceMilliseconds / 5);
  return {
    lost: loss.signal,
    confirm,
    hold: async (poolId) => {
      const held = pools.get(poolId) ?? ask(`select pg_advisory_lock(${poolLockKey("$1::text")})`, [poolId]);
      pools.set(poolId, held);
      await held;
    },
    release: async () => {
      isReleased = true;
      clearInterval(beat);
      await client.end().catch(() => undefined);
    },
  };
};
