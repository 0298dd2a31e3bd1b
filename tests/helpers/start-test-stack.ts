import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createClient } from "@supabase/supabase-js";
import type { Clock } from "#core/ports/clock.ts";
import type { Stores } from "#core/ports/stores.ts";
import { createServiceStores, createUserStores } from "#supabase/store/index.ts";
import { startTestDatabase, testKeys, type TestDatabase } from "./start-test-database.ts";

export interface TestUser {
  id: string;
  email: string;
  accessToken: string;
  /** Stores as this person sees them. */
  stores: Stores;
}

export interface TestStack extends TestDatabase {
  /** Address of the whole stack: Auth, Data API and Realtime. */
  url: string;
  /** Stores of the service role. */
  stores: Stores;
  signUp(name?: string): Promise<TestUser>;
}

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address() as AddressInfo;
      resolve(`http://127.0.0.1:${address.port}`);
    });
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** The embedded stack on a free port, for tests that speak to it as the product does: by supabase-js, over HTTP. */
export const startTestStack = async (options: { clock?: Clock } = {}): Promise<TestStack> => {
  const database = await startTestDatabase(options);
  const server = createServer(getRequestListener((request) => database.embedded.fetch(request)));
  server.on("upgrade", database.embedded.upgrade);
  const url = await listen(server);
  let people = 0;
  return {
    ...database,
    url,
    stores: createServiceStores({ url, secretKey: testKeys.secretKey }),
    signUp: async (name) => {
      people += 1;
      const email = `${name ?? `person-${people}`}@example.com`;
      const client = createClient(url, testKeys.publishableKey, { auth: { persistSession: false } });
      const { data, error } = await client.auth.signUp({ email, password: "correct horse battery" });
      if (error !== null || data.user === null || data.session === null)
        throw new Error(`no session: ${error?.message}`);
      const accessToken = data.session.access_token;
      const stores = createUserStores({ url, publishableKey: testKeys.publishableKey, accessToken });
      return { id: data.user.id, email, accessToken, stores };
    },
    stop: async () => {
      await close(server);
      await database.stop();
    },
  };
};
