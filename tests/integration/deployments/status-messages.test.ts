import { randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StatusMessage } from "#core/contracts/status-endpoint.ts";
import { createPostGuarded, createStatusMessageSender } from "#deployments/index.ts";
import { systemClock } from "#runtime/container/index.ts";
import { createSecretBox } from "#runtime/secrets/index.ts";
import { createProject } from "#tests/helpers/realtime.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const secretBox = createSecretBox({ key: "a key of thirty-two characters or more", randomBytes });
const secretContext = (id: string): string => `status_endpoints/${id}`;
const makeSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;
const HOUR = 3_600_000;

interface Arrival {
  headers: Record<string, string>;
  body: string;
}

let stack: TestStack;
let receiver: Server;
let url: string;
let arrivals: Arrival[] = [];
let status = 204;
let projectId: string;
beforeAll(async () => {
  stack = await startTestStack();
  ({ id: projectId } = await createProject(stack, await stack.signUp("owner"), "shop"));
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => {
      body += piece.toString();
    });
    request.on("end", () => {
      arrivals.push({ headers: request.headers as Record<string, string>, body });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, "127.0.0.1", resolve);
  });
  url = `http://hooks.example:${(receiver.address() as AddressInfo).port}/deployments`;
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await stack.stop();
});
beforeEach(async () => {
  arrivals = [];
  status = 204;
  for (const { id } of await stack.stores.statusEndpoints.list(projectId))
    await stack.stores.statusEndpoints.remove(id);
});

const createSender = (
  post = createPostGuarded({ lookup: async () => [{ address: "127.0.0.1", family: 4 }], isRefused: () => false }),
) =>
  createStatusMessageSender({
    endpoints: stack.stores.statusEndpoints,
    secretBox,
    secretContext,
    post,
    clock: systemClock,
    random: () => 0,
  });

const addEndpoint = async (secret = makeSecret(), address = url) => {
  const id = randomUUID();
  const sealed = secretBox.seal(secret, secretContext(id));
  return stack.stores.statusEndpoints.create({ id, projectId, url: address, secret: sealed });
};

let commits = 0;
const deploy = async (): Promise<string> => {
  commits += 1;
  const { id } = await stack.stores.deployments.request({
    projectId,
    host: "local",
    environment: "preview",
    branch: "feature",
    commitSha: commits.toString(16).padStart(40, "0"),
    requestedBy: "user",
  });
  return id;
};

const listMessages = async (): Promise<StatusMessage[]> =>
  (await stack.stores.statusEndpoints.listMessages(projectId, { limit: 50 })).items.toReversed();

const waitOf = async (id: string): Promise<number> => {
  const { rows } = await stack.pool.query<{ seconds: number }>(
    "select extract(epoch from run_at - now())::float as seconds from graphile_worker.jobs where key = $1",
    [`status:${id}`],
  );
  return rows[0]?.seconds ?? Number.NaN;
};

describe("messages about deployments to addresses of the owner", () => {
  it("are made in the transaction of each state, once, for every address that is switched on", async () => {
    const endpoint = await addEndpoint();
    const off = await addEndpoint();
    await stack.stores.statusEndpoints.update(off.id, { isEnabled: false });
    const id = await deploy();
    const attempt = (await stack.stores.deployments.claim(id))?.attempt ?? 0;
    for (const state of ["building", "building", "ready", "error"] as const) {
      await stack.stores.deployments.transition(id, { attempt, state, url: "https://feature.example/" });
    }
    const messages = await listMessages();
    expect(messages.map(({ endpointId, payload }) => [endpointId, payload["state"]])).toEqual([
      [endpoint.id, "queued"],
      [endpoint.id, "building"],
      [endpoint.id, "ready"],
    ]);
    expect(messages[2]?.payload).toMatchObject({
      deploymentId: id,
      environment: "preview",
      branch: "feature",
      url: "https://feature.example/",
    });
    for (const message of messages) expect(await waitOf(message.id)).toBeLessThan(1);
  });

  it("can be verified by whoever has the secret; while it rotates, by both", async () => {
    const [old, fresh, stranger] = [makeSecret(), makeSecret(), makeSecret()];
    const endpoint = await addEndpoint(old);
    const previous = await stack.stores.statusEndpoints.getSecrets(endpoint.id);
    if (previous === null) throw new Error("no secrets");
    await stack.stores.statusEndpoints.rotate(endpoint.id, {
      secret: secretBox.seal(fresh, secretContext(endpoint.id)),
      previous: previous.secret,
      previousExpiresAt: new Date(Date.now() + HOUR).toISOString(),
    });
    await deploy();
    const [message] = await listMessages();
    await createSender()(message?.id ?? "");
    const [arrival] = arrivals;
    if (arrival === undefined || message === undefined) throw new Error("nothing arrived");
    for (const secret of [old, fresh]) {
      expect(new Webhook(secret).verify(arrival.body, arrival.headers)).toMatchObject({
        type: "deployment.status",
        data: { state: "queued", branch: "feature" },
      });
    }
    expect(() => new Webhook(stranger).verify(arrival.body, arrival.headers)).toThrow(/signature/);
    expect(arrival.headers["webhook-id"]).toBe(`msg_${message.id}`);
    // When the time of the old one is over, it signs no more.
    await stack.pool.query("update public.status_endpoints set previous_expires_at = now() - interval '1 second'");
    await stack.stores.statusEndpoints.resend(message.id);
    await createSender()(message.id);
    expect(() => new Webhook(old).verify(arrivals[1]?.body ?? "", arrivals[1]?.headers ?? {})).toThrow(/signature/);
    expect(arrivals[1]?.headers["webhook-id"]).toBe(arrival.headers["webhook-id"]);
  });

  it("are tried again with growing waits, under one id, and given up in the end", async () => {
    await addEndpoint();
    await deploy();
    const [message] = await listMessages();
    const id = message?.id ?? "";
    status = 503;
    for (const wait of [5, 30, 120, 600, 3_600, 10_800, 36_000]) {
      const before = Date.now();
      await createSender()(id);
      const next = Date.parse((await stack.stores.statusEndpoints.getMessage(id))?.nextTryAt ?? "");
      // However slow the machine: the wait counts from when the try was recorded.
      expect(next).toBeGreaterThanOrEqual(before + wait * 1_000);
      expect(next).toBeLessThanOrEqual(Date.now() + wait * 1_000);
      expect(Math.abs((await waitOf(id)) - (next - Date.now()) / 1_000)).toBeLessThan(5);
    }
    await createSender()(id);
    expect(new Set(arrivals.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    const ended = await stack.stores.statusEndpoints.getMessage(id);
    expect(ended).toMatchObject({ state: "failed", nextTryAt: null });
    expect(ended?.tries).toHaveLength(8);
    expect(ended?.tries[0]).toMatchObject({ status: 503, error: "it answered 503" });
    // A job that is left over sends nothing more.
    await createSender()(id);
    expect(arrivals).toHaveLength(8);
    status = 200;
    await stack.stores.statusEndpoints.resend(id);
    await createSender()(id);
    expect(await stack.stores.statusEndpoints.getMessage(id)).toMatchObject({ state: "delivered" });
  });

  it("end for an address that wants no more, and wait for nobody who has switched them off", async () => {
    const endpoint = await addEndpoint();
    await Promise.all([deploy(), deploy()]);
    const [first, second] = await listMessages();
    status = 410;
    await createSender()(first?.id ?? "");
    expect(await stack.stores.statusEndpoints.get(endpoint.id)).toMatchObject({
      isEnabled: false,
      disabledReason: "It answered 410: it wants no more.",
    });
    await createSender()(second?.id ?? "");
    expect(arrivals).toHaveLength(1);
    expect((await listMessages()).map(({ state }) => state)).toEqual(["failed", "failed"]);
  });

  it("A28: do not enter a private network, and the log says so", async () => {
    await addEndpoint(makeSecret(), url.replace("hooks.example", "127.0.0.1"));
    await deploy();
    const [message] = await listMessages();
    await createSender(createPostGuarded())(message?.id ?? "");
    expect(arrivals).toEqual([]);
    const refused = await stack.stores.statusEndpoints.getMessage(message?.id ?? "");
    expect(refused).toMatchObject({ state: "failed", nextTryAt: null });
    expect(refused?.tries[0]).toMatchObject({ status: null, error: expect.stringContaining("private network") });
  });
});
