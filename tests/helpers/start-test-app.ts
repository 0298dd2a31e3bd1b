import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { createClient } from "@supabase/supabase-js";
import { readConfig } from "#core/config/index.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { Stores } from "#core/ports/stores.ts";
import {
  createInstallation,
  createServerContainer,
  createWorkerContainer,
  type Installation,
  loadSecrets,
  systemClock,
} from "#runtime/container/index.ts";
import { startJobs } from "#runtime/jobs/index.ts";
import { createRequestRouter } from "#runtime/server/route-request.ts";
import { createServiceStores } from "#supabase/store/index.ts";
import { freePort } from "./free-port.ts";
import { silentLogger } from "./silent-logger.ts";
import { startTestDatabase, testKeys, type TestDatabase } from "./start-test-database.ts";

export interface TestPerson {
  id: string;
  email: string;
  accessToken: string;
  /** A request to the REST interface in this person's name; `body` is sent as JSON. */
  call(method: string, path: string, body?: unknown): Promise<Response>;
}

export interface TestApp extends TestDatabase {
  /** Address by number; `appOrigin` is the one the app takes itself to have. */
  url: string;
  appOrigin: string;
  dataDirectory: string;
  installation: Installation;
  /** Of the service role. */
  stores: Stores;
  signUp(name?: string): Promise<TestPerson>;
  /** Works on the queue from now on, in this process; with `jobs`, on what shares a lane with one of these alone. */
  startWorker(jobs?: string[]): Promise<void>;
}

interface Options {
  logger?: Logger;
  variables?: Record<string, string>;
  /** The outside world; the real one without it. */
  fetch?: typeof globalThis.fetch;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const signUpAt = async (url: string, email: string): Promise<TestPerson> => {
  const client = createClient(url, testKeys.publishableKey, { auth: { persistSession: false } });
  const { data, error } = await client.auth.signUp({ email, password: "correct horse battery" });
  if (data.user === null || data.session === null) throw new Error(`no session: ${error?.message}`);
  const accessToken = data.session.access_token;
  return {
    id: data.user.id,
    email,
    accessToken,
    call: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        redirect: "manual",
        headers: { authorization: `Bearer ${accessToken}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
};

/** The product without its web pages, in this process: REST, Git, webhooks, previews and Supabase on one port. */
export const startTestApp = async (options: Options = {}): Promise<TestApp> => {
  const { logger = silentLogger, variables = {}, fetch: outside = globalThis.fetch } = options;
  const database = await startTestDatabase();
  const port = await freePort();
  const config = readConfig({
    PORT: String(port),
    LETSCODE_DATA_DIR: join(database.dataDirectory, "installation"),
    ...variables,
  });
  const own = await loadSecrets(config.dataDirectory, randomBytes);
  const made = createInstallation({
    config,
    secrets: { ...own, ...testKeys },
    version: "0.0.0-test",
    databaseUrl: database.databaseUrl,
    clock: systemClock,
    logger,
    supabaseFetch: (input, init) => database.embedded.fetch(new Request(input, init)),
  });
  const installation = { ...made, fetch: outside };
  const container = await createServerContainer(installation);
  const server = createServer(
    createRequestRouter({
      appUrl: config.url,
      container,
      supabase: database.embedded.fetch,
      web: (_request, response) => void response.writeHead(404).end(),
      logger,
    }),
  );
  server.on("upgrade", database.embedded.upgrade);
  await listen(server, port);
  const url = `http://127.0.0.1:${port}`;
  const endings: (() => Promise<void>)[] = [];
  let people = 0;
  return {
    ...database,
    url,
    appOrigin: config.url,
    dataDirectory: config.dataDirectory,
    installation,
    stores: createServiceStores({ url, secretKey: testKeys.secretKey, fetch: installation.supabase.fetch }),
    signUp: (name) => {
      people += 1;
      return signUpAt(url, `${name ?? `person-${people}`}@example.com`);
    },
    startWorker: async (wanted) => {
      const worker = await createWorkerContainer(installation);
      const jobs = await startJobs({
        databaseUrl: database.databaseUrl,
        handlers: worker.handlers,
        lanes: worker.lanes.filter(({ jobs }) => wanted === undefined || jobs.some((job) => wanted.includes(job))),
        logger,
        onLeaseLost: () => undefined,
      });
      endings.push(jobs.stop, worker.close);
    },
    stop: async () => {
      for (const end of endings) await end();
      await container.close();
      await close(server);
      await database.stop();
    },
  };
};
