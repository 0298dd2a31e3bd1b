import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { percentile } from "#tests/bench/bench.ts";
import { sendWebhook, signStandard } from "#tests/helpers/send-webhook.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { startTestStack, type TestStack } from "#tests/helpers/start-test-stack.ts";

const MEGABYTE = 1024 * 1024;
const secret = "whsec_c2VjcmV0IG9mIG91ciBvd24gd29ya2Vycw==";

let stack: TestStack;
let child: ChildProcess;
let port: number;
beforeAll(async () => {
  stack = await startTestStack();
  const program = new URL("../../helpers/serve-webhooks.ts", import.meta.url).pathname;
  child = fork(program, [stack.url, testKeys.secretKey, secret], { execArgv: [] });
  const [message] = await once(child, "message");
  ({ port } = z.object({ port: z.number() }).parse(message));
});
afterAll(async () => {
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
  await stack.stop();
});

const measureMemory = async (): Promise<number> => {
  child.send("memory");
  const [message] = await once(child, "message");
  return z.object({ bytes: z.number() }).parse(message).bytes;
};

interface Attack {
  /** What the server answered before it closed, and after how long. */
  ended: Promise<{ answer: string; milliseconds: number }>;
  socket: Socket;
}

/** A connection of its own that begins a request whose signature looks well-formed. */
const attack = (headers: string[]): Attack => {
  const socket = connect(port, "127.0.0.1");
  const startedAt = performance.now();
  let answer = "";
  socket.on("data", (bytes) => {
    answer += bytes.toString("latin1");
  });
  socket.on("error", () => undefined);
  socket.write(
    [
      "POST /functions/v1/github-webhook HTTP/1.1",
      "host: localhost",
      "content-type: application/json",
      "x-github-event: push",
      "x-github-delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958",
      `x-hub-signature-256: sha256=${"0".repeat(64)}`,
      ...headers,
      "",
      "",
    ].join("\r\n"),
  );
  const ended = new Promise<{ answer: string; milliseconds: number }>((resolve) => {
    socket.on("close", () => resolve({ answer, milliseconds: performance.now() - startedAt }));
  });
  return { socket, ended };
};

const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(0x10000, "x"), Buffer.from("\r\n")]);

/** Sends chunks for as long as the server takes them. */
const sendForever = ({ socket, ended }: Attack): Promise<unknown> => {
  const fill = (): void => {
    while (socket.writable && socket.write(chunk));
  };
  socket.on("drain", fill);
  fill();
  return ended;
};

const trickle = async ({ socket }: Attack): Promise<void> => {
  while (!socket.destroyed && socket.writable) {
    socket.write("x");
    await setTimeout(1_000);
  }
};

const acknowledge = async (): Promise<number> => {
  const startedAt = performance.now();
  const webhook = signStandard("deployment-status", secret, {
    type: "deployment.status",
    timestamp: new Date().toISOString(),
    data: { deploymentId: crypto.randomUUID(), attempt: 1, state: "building" },
  });
  const answer = await sendWebhook(`http://127.0.0.1:${port}`, webhook);
  expect(answer.status).toBe(202);
  await answer.body?.cancel();
  return performance.now() - startedAt;
};

const sampleWhile = async (work: Promise<unknown>): Promise<{ acknowledgements: number[]; memory: number[] }> => {
  const state = { isDone: false };
  void work.finally(() => {
    state.isDone = true;
  });
  const acknowledgements: number[] = [];
  const memory: number[] = [];
  while (!state.isDone) {
    acknowledgements.push(await acknowledge());
    memory.push(await measureMemory());
    await setTimeout(20);
  }
  return { acknowledgements, memory };
};

describe("the receivers under attack", () => {
  it("A5: refuse 26 MB at once, before they arrive", async () => {
    const { ended } = attack([`content-length: ${26 * MEGABYTE}`]);
    const { answer, milliseconds } = await ended;
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(milliseconds).toBeLessThan(2_000);
  });

  it("A5: cut off endless chunks and slow bodies within 10 s, answer others meanwhile, and keep their memory", async () => {
    const usual: number[] = [];
    for (let round = 0; round < 60; round += 1) usual.push(await acknowledge());
    const before = await measureMemory();
    const endless = Array.from({ length: 20 }, () => attack(["transfer-encoding: chunked"]));
    const slow = Array.from({ length: 200 }, () => attack(["content-length: 1000000"]));
    const writers = [...endless.map(sendForever), ...slow.map(trickle)];
    const ends = Promise.all([...endless, ...slow].map(({ ended }) => ended));
    const { acknowledgements, memory } = await sampleWhile(ends);
    const results = await ends;
    await Promise.all(writers);
    expect(Math.max(...results.map(({ milliseconds }) => milliseconds))).toBeLessThan(10_000);
    expect(new Set(results.slice(0, 20).map(({ answer }) => answer.slice(9, 12)))).not.toContain("202");
    expect(results.slice(20).map(({ answer }) => answer.slice(9, 12))).toEqual(slow.map(() => "408"));
    expect((Math.max(...memory) - before) / MEGABYTE).toBeLessThan(50);
    // 50 ms on an idle machine; where the tests share it, what counts is that the attack makes no difference.
    const limit = Math.max(50, 3 * percentile(usual, 0.95));
    expect(percentile(acknowledgements, 0.95)).toBeLessThan(limit);
  });
});
