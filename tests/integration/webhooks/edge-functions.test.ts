import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { secretPlace } from "#runtime/hosts/create-host-access.ts";
import { createSecretBox } from "#runtime/secrets/index.ts";
import { githubExamples, inTurns } from "#tests/helpers/github-examples.ts";
import { sendWebhook, signGithub, signStandard, signVercel, type SignedWebhook } from "#tests/helpers/send-webhook.ts";
import { startEdgeFunction, type EdgeFunction } from "#tests/helpers/start-edge-function.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const secrets = {
  GITHUB_WEBHOOK_SECRET: "a secret shared with GitHub",
  VERCEL_WEBHOOK_SECRET: "a secret shared with Vercel",
  RENDER_WEBHOOK_SECRET: "whsec_YSBzZWNyZXQgc2hhcmVkIHdpdGggUmVuZGVy",
  STATUS_WEBHOOK_SECRET: "whsec_c2VjcmV0IG9mIG91ciBvd24gd29ya2Vycw==",
};

let stack: TestStack;
beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.stop());

const readJson = async (file: string): Promise<unknown> =>
  JSON.parse(await readFile(new URL(file, new URL("../../../", import.meta.url)), "utf8"));

const status = {
  type: "deployment.status",
  timestamp: new Date().toISOString(),
  data: { deploymentId: crypto.randomUUID(), attempt: 1, state: "building" },
};

const webhooks: SignedWebhook[] = [
  signGithub(secrets.GITHUB_WEBHOOK_SECRET, { zen: "Ship." }, { event: "ping" }),
  signStandard("deployment-status", secrets.STATUS_WEBHOOK_SECRET, status),
  signVercel(secrets.VERCEL_WEBHOOK_SECRET, { id: "evt_1", type: "deployment.ready", payload: {} }),
  signStandard("render-webhook", secrets.RENDER_WEBHOOK_SECRET, { type: "deploy_ended", data: {} }),
];

const send = ({ url }: EdgeFunction, webhook: SignedWebhook): Promise<Response> => sendWebhook(url, webhook);

const statusOf = async (to: EdgeFunction, webhook: SignedWebhook): Promise<number> => {
  const answer = await send(to, webhook);
  await answer.body?.cancel();
  return answer.status;
};

const ping = (secret: string): SignedWebhook =>
  signGithub(secret, { zen: "Ship." }, { event: "ping", id: randomUUID() });

describe("the receivers as Edge Functions", () => {
  it.each(webhooks.map((webhook) => ({ path: webhook.path, webhook })))(
    "$path records a delivery once and refuses a forged one, under Deno",
    async ({ path, webhook }) => {
      const running = await startEdgeFunction(path, {
        SUPABASE_URL: stack.url,
        SUPABASE_SECRET_KEYS: JSON.stringify({ default: testKeys.secretKey }),
        ...secrets,
      });
      try {
        const [first, second] = [await send(running, webhook), await send(running, webhook)];
        expect([first.status, second.status]).toEqual([202, 202]);
        expect([await first.json(), await second.json()]).toMatchObject([{ isNew: true }, { isNew: false }]);
        expect((await send(running, { ...webhook, body: `${webhook.body} ` })).status).toBe(401);
        const large = { ...webhook, body: " ".repeat(26 * 1024 * 1024) };
        expect((await send(running, large)).status).toBe(413);
      } finally {
        await running.stop();
      }
    },
  );

  it("A1: refuse everything while no secret is set, with the service role's old key in place of the new", async () => {
    const [webhook] = webhooks;
    if (webhook === undefined) throw new Error("no webhook");
    const running = await startEdgeFunction(webhook.path, {
      SUPABASE_URL: stack.url,
      SUPABASE_SERVICE_ROLE_KEY: testKeys.secretKey,
    });
    try {
      expect((await send(running, webhook)).status).toBe(401);
    } finally {
      await running.stop();
    }
  });

  it("verify by the secrets that an admin stored, as they are by now; GitHub's stored one takes the environment's place", async () => {
    const key = randomBytes(32).toString("base64");
    const { seal } = createSecretBox({ key, randomBytes });
    const admin = await stack.signUp();
    const storeApp = (webhookSecret: string) =>
      stack.stores.github.saveApp({
        appId: "1",
        slug: "letscode",
        name: "LetsCode",
        htmlUrl: "https://github.com/apps/letscode",
        clientId: "Iv1",
        clientSecret: seal("client secret", "github_apps/client_secret"),
        privateKey: seal("private key", "github_apps/private_key"),
        webhookSecret: seal(webhookSecret, "github_apps/webhook_secret"),
        createdBy: admin.id,
      });
    await storeApp("the first stored secret");
    await stack.stores.hostConnections.save({
      host: "vercel",
      token: seal("token", secretPlace("vercel", "token")),
      scopeId: null,
      webhookSecret: seal("the stored secret of Vercel", secretPlace("vercel", "webhook_secret")),
      findings: [],
      checkedAt: null,
      updatedBy: admin.id,
    });
    const environment = {
      SUPABASE_URL: stack.url,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: testKeys.secretKey }),
    };
    const [github, vercel, closed] = await Promise.all([
      startEdgeFunction("github-webhook", { ...environment, ...secrets, LETSCODE_SECRET_KEY: key }),
      startEdgeFunction("vercel-webhook", { ...environment, LETSCODE_SECRET_KEY: key }),
      startEdgeFunction("github-webhook", environment),
    ]);
    try {
      expect(await statusOf(github, ping("the first stored secret"))).toBe(202);
      expect(await statusOf(github, ping(secrets.GITHUB_WEBHOOK_SECRET))).toBe(401);
      const event = { id: "evt_stored", type: "deployment.ready", payload: {} };
      expect(await statusOf(vercel, signVercel("the stored secret of Vercel", event))).toBe(202);
      // Without the installation's key what is stored stays closed.
      expect(await statusOf(closed, ping("the first stored secret"))).toBe(401);
      await storeApp("the second stored secret");
      await expect
        .poll(() => statusOf(github, ping("the second stored secret")), { timeout: 10_000, interval: 500 })
        .toBe(202);
      expect(await statusOf(github, ping("the first stored secret"))).toBe(401);
    } finally {
      await Promise.all([github.stop(), vercel.stop(), closed.stop()]);
      await stack.stores.github.removeApp();
      await stack.stores.hostConnections.remove("vercel");
    }
  });

  it("answer every example payload of GitHub's 2xx, and record each, under Deno", async () => {
    const running = await startEdgeFunction("github-webhook", {
      SUPABASE_URL: stack.url,
      SUPABASE_SECRET_KEYS: JSON.stringify({ default: testKeys.secretKey }),
      ...secrets,
    });
    try {
      expect(githubExamples.length).toBeGreaterThan(300);
      const refused: string[] = [];
      const secret = secrets.GITHUB_WEBHOOK_SECRET;
      await inTurns(githubExamples, async ({ name, payload }, index) => {
        const signed = signGithub(secret, payload, { event: name, id: `example-${index}` });
        const answer = await send(running, signed);
        await answer.body?.cancel();
        if (answer.status !== 202) refused.push(`${name} ${answer.status}`);
      });
      expect(refused).toEqual([]);
      const { rows } = await stack.pool.query(
        "select event from public.webhook_deliveries where delivery_id like 'example-%'",
      );
      expect(rows.map(({ event }) => event).toSorted()).toEqual(githubExamples.map(({ name }) => name).toSorted());
    } finally {
      await running.stop();
    }
  });

  it("import the versions the product is tested with", async () => {
    const { imports } = z
      .object({ imports: z.record(z.string(), z.string()) })
      .parse(await readJson("supabase/functions/deno.json"));
    const { dependencies } = z
      .object({ dependencies: z.record(z.string(), z.string()) })
      .parse(await readJson("package.json"));
    const packages = Object.entries(imports).filter(([name]) => !name.startsWith("#"));
    expect(packages).toEqual(packages.map(([name]) => [name, `npm:${name}@${dependencies[name]}`]));
    expect(packages.length).toBeGreaterThan(1);
  });
});
