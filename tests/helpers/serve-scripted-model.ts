import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import type { ScriptedCall } from "./scripted-provider.ts";

export interface WireTurn {
  text?: string;
  calls?: ScriptedCall[];
  /** An error's status instead of an answer. */
  status?: number;
  /** Stays at work in the middle of its last call, until the server is closed. */
  isHeld?: boolean;
  /** Waited for before the answer ends. */
  until?: () => Promise<unknown>;
  /** Writes all calls in turns, a piece of each at a time, and waits for `until` after so many pieces of each. */
  interleaved?: { pauseAfter: number };
}

/** What a model answers turn by turn to the run whose prompt has `prompt` in it. */
export interface WireScript {
  prompt: string;
  /** The model that answers so; any of them without it. */
  model?: string;
  turns: WireTurn[];
}

export interface ScriptedModel {
  /** Of an OpenAI-compatible interface: `COMPATIBLE_BASE_URL`. */
  baseUrl: string;
  close(): Promise<void>;
}

const requestSchema = z.object({ model: z.string(), messages: z.array(z.looseObject({ role: z.string() })) });

const PIECE = 400;
const ALIVE_MILLISECONDS = 1_000;

const toPieces = (text: string): string[] => text.match(new RegExp(`[^]{1,${PIECE}}`, "g")) ?? [];

const writeDelta = (answer: ServerResponse, delta: object, finish: string | null = null): void => {
  const chunk = {
    id: "scripted",
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta, finish_reason: finish }],
  };
  answer.write(`data: ${JSON.stringify(chunk)}\n\n`);
};

/** The deltas of a call, one piece of its arguments after the other. */
const toDeltas = ([tool, values]: ScriptedCall, index: number, id: string): object[] => {
  const json = typeof values === "string" ? values : JSON.stringify(values);
  return [
    { tool_calls: [{ index, id, type: "function", function: { name: tool, arguments: "" } }] },
    ...toPieces(json).map((piece) => ({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ];
};

const writeInterleaved = async (answer: ServerResponse, calls: object[][], turn: WireTurn): Promise<void> => {
  const rounds = Math.max(0, ...calls.map(({ length }) => length));
  for (let round = 0; round < rounds; round += 1) {
    // The first delta of a call names it; its pieces follow.
    if (round === (turn.interleaved?.pauseAfter ?? 0) + 1) await turn.until?.();
    for (const deltas of calls) if (deltas[round] !== undefined) writeDelta(answer, deltas[round] ?? {});
  }
};

const usage = { prompt_tokens: 4_200, completion_tokens: 640, total_tokens: 4_840 };

const writeTurn = async (answer: ServerResponse, turn: WireTurn, number: number): Promise<void> => {
  answer.writeHead(200, { "content-type": "text/event-stream" });
  for (const content of toPieces(turn.text ?? "")) writeDelta(answer, { content });
  const calls = (turn.calls ?? []).map((call, index) => toDeltas(call, index, `call_${number}_${index}`));
  if (turn.interleaved === undefined) for (const delta of calls.flat()) writeDelta(answer, delta);
  else await writeInterleaved(answer, calls, turn);
  if (turn.isHeld === true) {
    const alive = setInterval(() => writeDelta(answer, { reasoning_content: "…" }), ALIVE_MILLISECONDS);
    answer.on("close", () => clearInterval(alive));
    return;
  }
  await turn.until?.();
  writeDelta(answer, {}, (turn.calls ?? []).length > 0 ? "tool_calls" : "stop");
  answer.write(`data: ${JSON.stringify({ id: "scripted", choices: [], usage })}\n\n`);
  answer.end("data: [DONE]\n\n");
};

/** Earlier runs are told before the request, so the prompt that is named last is the one to work on. */
const findScript = (scripts: readonly WireScript[], asked: string, asks: string): WireScript | undefined =>
  scripts
    .filter(({ prompt, model = asks }) => asked.includes(prompt) && model === asks)
    .toSorted((one, other) => asked.lastIndexOf(other.prompt) - asked.lastIndexOf(one.prompt))[0];

const lastTurn: WireTurn = { calls: [["finish", { summary: "Done." }]] };

/**
 * A model server on the wire (OpenAI's Chat Completions), for tests of the whole product: the worker is another process,
 * which no scripted provider reaches. The turn follows from the conversation, as with the scripted provider.
 */
export const serveScriptedModel = async (scripts: readonly WireScript[]): Promise<ScriptedModel> => {
  const server = createServer(async (request, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { model, messages } = requestSchema.parse(JSON.parse(Buffer.concat(chunks).toString("utf8")));
    const asked = JSON.stringify(messages.filter(({ role }) => role === "user"));
    const number = messages.filter(({ role }) => role === "assistant").length;
    const turn = findScript(scripts, asked, model)?.turns[number] ?? lastTurn;
    if (turn.status === undefined) return writeTurn(answer, turn, number);
    answer.writeHead(turn.status, { "content-type": "application/json" });
    answer.end(JSON.stringify({ error: { message: "Incorrect API key provided", type: "invalid_request_error" } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
