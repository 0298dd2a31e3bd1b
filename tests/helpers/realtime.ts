import { createHmac } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { createClient, type RealtimeChannel, type SupabaseClient } from "@supabase/supabase-js";
import { testKeys } from "./start-test-database.ts";
import type { TestStack, TestUser } from "./start-test-stack.ts";

export interface Heard {
  event: string;
  payload: Record<string, unknown>;
}

/** A channel of the real supabase-js, with what it has heard. */
export interface TestChannel {
  client: SupabaseClient;
  channel: RealtimeChannel;
  /** Every status so far, in order, with the message of its error. */
  statuses: { status: string; message: string | undefined }[];
  heard: Heard[];
  /** Resolves when the channel has had a status so many times. */
  reached(status: string, times?: number): Promise<void>;
}

/** Waits until a condition holds; rejects with what is awaited after ten seconds. */
export const waitUntil = async (what: string, isTrue: () => boolean, milliseconds = 10_000): Promise<void> => {
  const end = Date.now() + milliseconds;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`This did not happen: ${what}`);
    await setTimeout(5);
  }
};

const clients = new Set<SupabaseClient>();

/** A supabase-js client whose Realtime speaks for a person, or for nobody. */
export const createTestClient = (stack: TestStack, user?: Pick<TestUser, "accessToken">): SupabaseClient => {
  const client = createClient(stack.url, testKeys.publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    ...(user === undefined ? {} : { accessToken: async () => user.accessToken }),
  });
  clients.add(client);
  return client;
};

/** Disconnects every client of `createTestClient`. */
export const disconnectClients = async (): Promise<void> => {
  await Promise.all([...clients].map((client) => client.realtime.disconnect()));
  clients.clear();
};

/** Follows a channel that may have listeners already: its statuses, and all its broadcasts. */
export const subscribe = (client: SupabaseClient, channel: RealtimeChannel): TestChannel => {
  const statuses: TestChannel["statuses"] = [];
  const heard: Heard[] = [];
  channel.on("broadcast", { event: "*" }, ({ event, payload }) => heard.push({ event, payload }));
  channel.subscribe((status, error) => statuses.push({ status, message: error?.message }));
  return {
    client,
    channel,
    statuses,
    heard,
    reached: (wanted, times = 1) =>
      waitUntil(
        `${wanted} of ${channel.topic}, which had ${statuses.map(({ status }) => status).join(", ")}`,
        () => statuses.filter(({ status }) => status === wanted).length >= times,
      ),
  };
};

/** Joins a project's private channel as a person, or as nobody. */
export const followProject = async (
  stack: TestStack,
  projectId: string,
  user?: Pick<TestUser, "accessToken">,
): Promise<TestChannel> => {
  const client = createTestClient(stack, user);
  await client.realtime.setAuth();
  return subscribe(client, client.channel(`project:${projectId}`, { config: { private: true } }));
};

export const createProject = (stack: TestStack, owner: TestUser, slug: string) =>
  stack.stores.projects.create({
    ownerId: owner.id,
    name: slug,
    slug,
    template: "saas",
    gitHost: "local",
    deployHost: "local",
    defaultBranch: "main",
  });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** An access token as Auth signs it. */
export const signToken = (userId: string, expiresAt: Date, secret = testKeys.jwtSecret): string => {
  const claims = {
    sub: userId,
    role: "authenticated",
    aud: "authenticated",
    exp: Math.floor(expiresAt.getTime() / 1000),
  };
  const content = `${encode({ alg: "HS256", typ: "JWT" })}.${encode(claims)}`;
  return `${content}.${createHmac("sha256", secret).update(content).digest("base64url")}`;
};
