import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createWebhookHandler } from "#webhooks/index.ts";
import { sendWebhook, signGithub, signStandard, signVercel, type SignedWebhook } from "#tests/helpers/send-webhook.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { startWebhookStack, webhookSecrets, type WebhookStack } from "#tests/helpers/start-webhook-stack.ts";

let stack: WebhookStack;
beforeAll(async () => {
  stack = await startWebhookStack();
});
afterAll(() => stack.stop());

const push = () => ({
  ref: "refs/heads/main",
  before: "0".repeat(40),
  after: "1".repeat(40),
  repository: { id: randomUUID(), full_name: "ada/shop", default_branch: "main" },
  pusher: { name: "Ada", email: "ada@example.com" },
  commits: [],
});
const status = () => ({
  type: "deployment.status",
  timestamp: new Date().toISOString(),
  data: { deploymentId: randomUUID(), attempt: 1, state: "building" },
});
const vercelEvent = () => ({ id: `evt_${randomUUID()}`, type: "deployment.ready", createdAt: 1, payload: {} });
const renderEvent = () => ({ type: "deploy_ended", timestamp: new Date().toISOString(), data: { id: "evt-1" } });

const [githubSecret = "", localSecret = ""] = webhookSecrets.github;
const [statusSecret = "", nextStatusSecret = ""] = webhookSecrets.status;
const [vercelSecret = ""] = webhookSecrets.vercel;
const [renderSecret = ""] = webhookSecrets.render;

const senders: { name: string; signatureHeader: string; sign(secret?: string): SignedWebhook }[] = [
  {
    name: "github",
    signatureHeader: "x-hub-signature-256",
    sign: (secret = githubSecret) => signGithub(secret, push()),
  },
  {
    name: "status",
    signatureHeader: "webhook-signature",
    sign: (secret = statusSecret) => signStandard("deployment-status", secret, status()),
  },
  {
    name: "vercel",
    signatureHeader: "x-vercel-signature",
    sign: (secret = vercelSecret) => signVercel(secret, vercelEvent()),
  },
  {
    name: "render",
    signatureHeader: "webhook-signature",
    sign: (secret = renderSecret) => signStandard("render-webhook", secret, renderEvent()),
  },
];

const count = async (): Promise<{ deliveries: number; jobs: number }> => {
  const { rows } = await stack.pool.query(
    `select (select count(*) from public.webhook_deliveries)::int as deliveries,
      (select count(*) from graphile_worker.jobs where task_identifier = 'process-delivery')::int as jobs`,
  );
  return rows[0];
};

/** What sending changes; nothing but an accepted webhook may change anything. */
const countNew = async (send: () => Promise<unknown>): Promise<{ deliveries: number; jobs: number }> => {
  const before = await count();
  await send();
  const after = await count();
  return { deliveries: after.deliveries - before.deliveries, jobs: after.jobs - before.jobs };
};
const nothing = { deliveries: 0, jobs: 0 };
const one = { deliveries: 1, jobs: 1 };

describe.each(senders)("the receiver of $name webhooks", ({ sign, signatureHeader, name }) => {
  it("takes a genuine one: recorded and enqueued, answered 202", async () => {
    const made = await countNew(async () => {
      const answer = await sendWebhook(stack.receiver, sign());
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ isNew: true });
    });
    expect(made).toEqual(one);
  });

  it.each([
    ["missing", () => null],
    ["empty", () => ""],
    ["truncated", (signature: string) => signature.slice(0, -1)],
    ["extended", (signature: string) => `${signature}0`],
    ["wrong in its last but one place", (signature: string) => signature.replace(/.(.)$/, (_, last) => `0${last}`)],
    ["of upper case", (signature: string) => signature.toUpperCase()],
  ])("A1: refuses one whose signature is %s", async (_title, damage) => {
    // Of 16 signatures one has a `0` in that place by itself: sign until it has not.
    let webhook = sign();
    while (/0.$/.test(webhook.headers[signatureHeader] ?? "")) webhook = sign();
    const signature = damage(webhook.headers[signatureHeader] ?? "");
    const { [signatureHeader]: _removed, ...others } = webhook.headers;
    const headers = signature === null ? others : { ...others, [signatureHeader]: signature };
    const made = await countNew(async () => {
      const answer = await sendWebhook(stack.receiver, { ...webhook, headers });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "invalid_signature", fix: expect.any(String) });
    });
    expect(made).toEqual(nothing);
  });

  it("A1: refuses one signed with any other sender's secret, and one whose body was changed", async () => {
    const foreign = Object.entries(webhookSecrets)
      .filter(([source]) => source !== name)
      .flatMap(([, secrets]) => secrets)
      .filter((secret) => signatureHeader !== "webhook-signature" || secret.startsWith("whsec_"));
    const made = await countNew(async () => {
      for (const secret of foreign) expect((await sendWebhook(stack.receiver, sign(secret))).status).toBe(401);
      const webhook = sign();
      const changed = { ...webhook, body: webhook.body.replace(/\}$/, " }") };
      expect((await sendWebhook(stack.receiver, changed)).status).toBe(401);
    });
    expect(foreign.length).toBeGreaterThan(0);
    expect(made).toEqual(nothing);
  });

  it("A1: refuses every one while no secret is set, even one signed with the empty secret", async () => {
    for (const secrets of [[], [""]]) {
      const handler = createWebhookHandler({
        deliveries: stack.stores.deliveries,
        secrets: () => secrets,
        clock: { now: () => new Date(), sleep: () => new Promise(() => undefined) },
        logger: silentLogger,
      });
      const made = await countNew(async () => {
        for (const webhook of [sign(), ...(name === "github" ? [signGithub("", push())] : [])]) {
          const { path, headers, body } = webhook;
          const request = new Request(`http://localhost/functions/v1/${path}`, { method: "POST", headers, body });
          expect((await handler.fetch(request)).status).toBe(401);
        }
      });
      expect(made).toEqual(nothing);
    }
  });

  it("A2: records and enqueues 50 copies that arrive at once as one, and none again next day", async () => {
    const webhook = sign();
    const made = await countNew(async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => sendWebhook(stack.receiver, webhook)));
      expect(answers.map(({ status: code }) => code)).toEqual(answers.map(() => 202));
      const bodies = await Promise.all(answers.map((answer) => answer.json()));
      expect(bodies.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(bodies.map(({ id }) => id)).size).toBe(1);
    });
    expect(made).toEqual(one);
    await stack.drain();
    const again = await countNew(async () => {
      stack.clock.setTime(new Date(Date.now() + 86_400_000));
      const answer = await sendWebhook(stack.receiver, webhook).finally(() => stack.clock.setTime(null));
      expect(answer.status).toBe(signatureHeader === "webhook-signature" ? 401 : 202);
    });
    expect(again).toEqual(nothing);
  });

  it("refuses a genuine one that cannot be read, and says why", async () => {
    const { path, headers } = sign();
    expect((await fetch(`${stack.receiver}/functions/v1/${path}`, { headers })).status).toBe(405);
    const made = await countNew(async () => {
      const malformed =
        name === "github"
          ? signGithub(githubSecret, { ref: 1 })
          : name === "vercel"
            ? signVercel(vercelSecret, { id: "" })
            : signStandard(path as "render-webhook", name === "status" ? statusSecret : renderSecret, [1]);
      const answer = await sendWebhook(stack.receiver, malformed);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ code: "invalid_input" });
    });
    expect(made).toEqual(nothing);
  });
});

describe("the receivers", () => {
  it("take either of GitHub's and the local git host's secrets", async () => {
    expect((await sendWebhook(stack.receiver, signGithub(localSecret, push()))).status).toBe(202);
  });

  it("take the old and the new secret while one rotates, and two signatures at once", async () => {
    for (const secret of [statusSecret, nextStatusSecret])
      expect((await sendWebhook(stack.receiver, signStandard("deployment-status", secret, status()))).status).toBe(202);
    const at = new Date();
    const webhook = signStandard("deployment-status", statusSecret, status(), { id: "msg_both", at });
    const unknown = signStandard("deployment-status", "whsec_dW5rbm93bg==", status(), { id: "msg_both", at });
    const both = `${unknown.headers["webhook-signature"]} ${webhook.headers["webhook-signature"]}`;
    const headers = { ...webhook.headers, "webhook-signature": both };
    expect((await sendWebhook(stack.receiver, { ...webhook, headers })).status).toBe(202);
  });

  it("A2: refuse what is 301 seconds old or early, by the header or by a forged header", async () => {
    const made = await countNew(async () => {
      for (const seconds of [-301, 301]) {
        const at = new Date(Date.now() + seconds * 1000);
        const stale = signStandard("deployment-status", statusSecret, status(), { at });
        expect((await sendWebhook(stack.receiver, stale)).status).toBe(401);
        const now = String(Math.floor(Date.now() / 1000));
        const fresh = { ...stale, headers: { ...stale.headers, "webhook-timestamp": now } };
        expect((await sendWebhook(stack.receiver, fresh)).status).toBe(401);
      }
    });
    expect(made).toEqual(nothing);
  });

  it("answer 404 to any other path", async () => {
    expect((await fetch(`${stack.receiver}/functions/v1/gitlab-webhook`, { method: "POST" })).status).toBe(404);
  });

  it("record a ping, and take note of it", async () => {
    const answer = await sendWebhook(stack.receiver, signGithub(githubSecret, { zen: "Ship." }, { event: "ping" }));
    expect(answer.status).toBe(202);
    const { id } = (await answer.json()) as { id: string };
    await stack.drain();
    expect(await stack.stores.deliveries.get(id)).toMatchObject({ state: "processed", event: "ping" });
  });
});
