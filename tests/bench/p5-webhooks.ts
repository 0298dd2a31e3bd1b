import { fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { z } from "zod";
import { sendWebhook, signGithub, type SignedWebhook } from "#tests/helpers/send-webhook.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack } from "#tests/helpers/start-test-stack.ts";
import { percentile, type Bench, type BenchRow } from "./bench.ts";

const SECRET = "a secret of the bench";
const SINGLE = 300;
const BURST = 2_000;
const AT_ONCE = 64;

const createPush = (): SignedWebhook => {
  const author = { name: "Ada", email: "ada@example.com" };
  const commit = { id: "1".repeat(40), message: "Add a shop", timestamp: "2026-11-24T10:00:00Z", author };
  return signGithub(SECRET, {
    ref: "refs/heads/main",
    before: "0".repeat(40),
    after: "1".repeat(40),
    repository: { id: randomUUID(), full_name: "ada/shop", default_branch: "main" },
    pusher: author,
    commits: [commit],
    head_commit: commit,
  });
};

const send = async (receiver: string): Promise<number> => {
  const webhook = createPush();
  const startedAt = performance.now();
  const answer = await sendWebhook(receiver, webhook);
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`The receiver answered ${answer.status}.`);
  return performance.now() - startedAt;
};

interface Measured {
  /** Milliseconds, one after the other. */
  p95: number;
  perSecond: number;
}

const measure = async (receiver: string): Promise<Measured> => {
  for (let warm = 0; warm < 50; warm += 1) await send(receiver);
  const samples: number[] = [];
  for (let count = 0; count < SINGLE; count += 1) samples.push(await send(receiver));
  let left = BURST;
  const work = async (): Promise<void> => {
    for (; left > 0;) {
      left -= 1;
      await send(receiver);
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { p95: percentile(samples, 0.95), perSecond: (BURST / (performance.now() - startedAt)) * 1000 };
};

/** Runs a receiver in a process of its own, which is one core at most. */
const measureProgram = async (program: string, parameters: string[]): Promise<Measured> => {
  const child = fork(new URL(program, import.meta.url).pathname, parameters, { execArgv: [] });
  try {
    const [message] = await once(child, "message");
    const { port } = z.object({ port: z.number() }).parse(message);
    return await measure(`http://127.0.0.1:${port}`);
  } finally {
    child.kill("SIGKILL");
  }
};

const run = async (): Promise<BenchRow[]> => {
  const stack = await startTestStack();
  try {
    const baseline = await measureProgram("../helpers/serve-octokit.ts", [SECRET]);
    const ours = await measureProgram("../helpers/serve-webhooks.ts", [stack.url, testKeys.secretKey, SECRET]);
    return [
      {
        case: "webhook verified, recorded, enqueued, p95",
        ours: ours.p95,
        baseline: baseline.p95,
        unit: "ms",
        goal: "<= 20 ms",
        isMet: ours.p95 <= 20,
      },
      {
        case: `webhooks a second, ${AT_ONCE} at once`,
        ours: ours.perSecond,
        baseline: baseline.perSecond,
        unit: "per s",
        goal: ">= 500/s",
        isMet: ours.perSecond >= 500,
      },
    ];
  } finally {
    await stack.stop();
  }
};

/** P5: a webhook's acknowledgement, beside octokit's own middleware doing nothing. */
export const bench: Bench = { id: "P5", title: "Webhook acknowledgement", run };
