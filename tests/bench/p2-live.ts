import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { ProviderEvent } from "#core/ports/provider.ts";
import { createEventPublisher } from "#supabase/store/index.ts";
import { createTestClient, disconnectClients, subscribe } from "#tests/helpers/realtime.ts";
import { createScriptedProvider } from "#tests/helpers/scripted-provider.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { startRunStack, type RunStack } from "#tests/helpers/start-run-stack.ts";
import { testKeys } from "#tests/helpers/start-test-database.ts";
import { type Bench, type BenchRow, percentile } from "./bench.ts";

const CHUNKS = 300;
/** A model of today sends a chunk about so often. */
const PAUSE_MILLISECONDS = 15;
const GOAL_MILLISECONDS = 60;

/** Chunks bear their number, so that each can be found again however they were put together on their way. */
const toChunk = (number: number): string => `<${number}> some words of an answer `;

/** Notes when the number of each chunk is first seen in a text that comes in pieces. */
const createSightings = () => {
  const seen = new Map<number, number>();
  let rest = "";
  return {
    seen,
    add: (text: string): void => {
      const at = performance.now();
      rest += text;
      for (const [, number] of rest.matchAll(/<(\d+)>/g)) if (!seen.has(Number(number))) seen.set(Number(number), at);
      rest = rest.slice(-8);
    },
  };
};

type Sightings = ReturnType<typeof createSightings>;

const delaysOf = (sent: Map<number, number>, { seen }: Sightings): number[] =>
  [...sent].flatMap(([number, at]) => {
    const shown = seen.get(number);
    return shown === undefined ? [] : [shown - at];
  });

/** The chunks alone, read from a plain HTTP stream. */
const measureBare = async (): Promise<number[]> => {
  const sent = new Map<number, number>();
  const server = createServer(async (_, response) => {
    for (let number = 0; number < CHUNKS; number += 1) {
      sent.set(number, performance.now());
      response.write(toChunk(number));
      await wait(PAUSE_MILLISECONDS);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const sightings = createSightings();
  const { port } = server.address() as AddressInfo;
  const { body } = await fetch(`http://127.0.0.1:${port}`);
  if (body === null) throw new Error("The stream has no body.");
  for await (const text of body.pipeThrough(new TextDecoderStream())) sightings.add(text);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return delaysOf(sent, sightings);
};

/** One answer of a model, as text or as the content of a file; notes when each chunk of it left the provider. */
async function* answer(kind: "text" | "file", sent: Map<number, number>): AsyncGenerator<ProviderEvent> {
  const start = '{"path":"notes.txt","content":"';
  if (kind === "file") {
    yield { type: "tool-call-start", callId: "call", tool: "write_file" };
    yield { type: "tool-call-delta", callId: "call", text: start };
  }
  let content = "";
  for (let number = 0; number < CHUNKS; number += 1) {
    const text = toChunk(number);
    content += text;
    sent.set(number, performance.now());
    yield kind === "text" ? { type: "text-delta", text } : { type: "tool-call-delta", callId: "call", text };
    await wait(PAUSE_MILLISECONDS);
  }
  if (kind === "file") {
    yield { type: "tool-call-delta", callId: "call", text: '"}' };
    yield { type: "tool-call-end", callId: "call", tool: "write_file", arguments: `${start}${content}"}` };
  }
  const usage = { inputTokens: 1, cachedInputTokens: 0, outputTokens: 1, costUsd: 0 };
  yield { type: "finish", reason: kind === "text" ? "stop" : "tool-calls", usage };
}

/** From the provider's chunk through the run loop, the publisher and Realtime to a client of the project's channel. */
const measureLive = async (stack: RunStack, kind: "text" | "file"): Promise<number[]> => {
  const { project } = await stack.createProject({ files: [{ path: "README.md", content: "# Small\n" }] });
  const client = createTestClient(stack, stack.owner);
  await client.realtime.setAuth();
  const channel = client.channel(`project:${project.id}`, { config: { private: true } });
  const sightings = createSightings();
  channel.on("broadcast", { event: kind === "text" ? "text-delta" : "file-delta" }, ({ payload }) =>
    sightings.add(String(payload["text"])),
  );
  await subscribe(client, channel).reached("SUBSCRIBED");
  const sent = new Map<number, number>();
  const { id } = await stack.createRun(project, "Answer");
  const publisher = createEventPublisher({
    supabaseUrl: stack.url,
    secretKey: testKeys.secretKey,
    fetch: globalThis.fetch,
    logger: silentLogger,
  });
  const provider = createScriptedProvider([() => answer(kind, sent)]);
  const executor = stack.createExecutor(provider, { publisher });
  await executor.execute(id, new AbortController().signal);
  await wait(500);
  const delays = delaysOf(sent, sightings);
  if (delays.length < CHUNKS) throw new Error(`${CHUNKS - delays.length} of ${CHUNKS} chunks were never seen.`);
  return delays;
};

const run = async (): Promise<BenchRow[]> => {
  const stack = await startRunStack();
  try {
    const bare = percentile(await measureBare(), 0.95);
    const rows: BenchRow[] = [];
    for (const kind of ["text", "file"] as const) {
      const live = percentile(await measureLive(stack, kind), 0.95);
      rows.push({
        case: `provider's chunk of ${kind === "text" ? "text" : "a file"} heard by a workspace, p95`,
        ours: live,
        baseline: bare,
        unit: "ms",
        goal: `<= the bare stream + ${GOAL_MILLISECONDS} ms`,
        isMet: live <= bare + GOAL_MILLISECONDS,
      });
    }
    return rows;
  } finally {
    await disconnectClients();
    await stack.stop();
  }
};

/** P2: from the provider's chunk to the workspace, beside the bare stream. */
export const bench: Bench = { id: "P2", title: "Streaming to the workspace", run };
