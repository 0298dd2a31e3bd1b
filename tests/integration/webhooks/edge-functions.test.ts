import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { sendWebhook, signGithub, signStandard, signVercel, type SignedWebhook } from "#tests/helpers/send-webhook.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const root = new URL("../../../", import.meta.url);
const deno = createRequire(import.meta.url).resolve("deno/bin.cjs");
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

interface RunningFunction {
  url: string;
  stop(): Promise<void>;
}

const readAddress = async (child: ChildProcess): Promise<string> => {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  for (let waited = 0; waited < 20_000; waited += 50) {
    const address = /Listening on (http:\/\/[\d.:]+)/.exec(lines.join("\n"))?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error(`The function did not start: ${lines.join("\n")}`);
};

const path = (file: string): string => new URL(file, root).pathname;
const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(path(file), "utf8"));

/** Runs a function as Supabase does: by Deno, with the environment of an Edge Function. Offline: nothing is fetched. */
const startFunction = async (name: string, environment: Record<string, string>): Promise<RunningFunction> => {
  const flags = ["--allow-net=127.0.0.1", "--allow-env", "--cached-only", "--no-remote", "--node-modules-dir=manual"];
  const child = spawn(
    process.execPath,
    [
      deno,
      "run",
      ...flags,
      "--config",
      path("supabase/functions/deno.json"),
      path(`supabase/functions/${name}/index.ts`),
    ],
    {
      env: {
        NODE_ENV: "production",
        PATH: process.env["PATH"] ?? "",
        HOME: process.env["HOME"] ?? "",
        DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0",
        NO_COLOR: "1",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  return {
    url: await readAddress(child),
    stop: async () => {
      const ended = once(child, "exit");
      if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
};

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

const send = ({ url }: RunningFunction, webhook: SignedWebhook): Promise<Response> => sendWebhook(url, webhook);

describe("the receivers as Edge Functions", () => {
  it.each(webhooks.map((webhook) => ({ path: webhook.path, webhook })))(
    "$path records a delivery once and refuses a forged one, under Deno",
    async ({ path, webhook }) => {
      const running = await startFunction(path, {
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
    const running = await startFunction(webhook.path, {
      SUPABASE_URL: stack.url,
      SUPABASE_SERVICE_ROLE_KEY: testKeys.secretKey,
    });
    try {
      expect((await send(running, webhook)).status).toBe(401);
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
