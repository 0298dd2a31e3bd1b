import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ModelRequest {
  /** What came in the Authorization header, without `Bearer`. */
  key: string;
  /** The first system message. */
  systemPrompt: string;
  model: string;
  /** The last thing a person said, as JSON. */
  prompt: string;
}

export interface ModelServer {
  /** Address to connect to, `/v1` included. */
  url: string;
  /** Keys it takes; change it to rotate. */
  keys: Set<string>;
  requests: ModelRequest[];
  /** Answers wait while it is set. */
  hold(): void;
  release(): void;
  stop(): Promise<void>;
}

const readText = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const sendJson = (response: ServerResponse, status: number, value: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(value));
};

/** While it is held, an answer shows signs of life, so that nobody takes it for stalled. */
const answerText = async (response: ServerResponse, text: string, held: Promise<void> | null): Promise<void> => {
  const chunk = (value: object) => response.write(`data: ${JSON.stringify({ id: "answer", ...value })}\n\n`);
  const say = (content: string) =>
    chunk({ choices: [{ index: 0, delta: { role: "assistant", content }, finish_reason: null }] });
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (held !== null) {
    const breathing = setInterval(() => say(" "), 5_000);
    await held;
    clearInterval(breathing);
  }
  say(text);
  chunk({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] });
  chunk({ choices: [], usage: { prompt_tokens: 12, completion_tokens: 3 } });
  response.end("data: [DONE]\n\n");
};

const nothingHeld = (): void => undefined;

/** A server that speaks OpenAI's Chat Completions, takes certain keys alone, and remembers who asked what. */
export const startModelServer = async (keys: string[], models: string[] = ["local-1"]): Promise<ModelServer> => {
  const accepted = new Set(keys);
  const requests: ModelRequest[] = [];
  let held: Promise<void> | null = null;
  let letGo = nothingHeld;
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const key = (request.headers.authorization ?? "").replace("Bearer ", "");
    if (!accepted.has(key)) {
      sendJson(response, 401, { error: { message: "Incorrect API key provided", type: "invalid_request_error" } });
    } else if (request.url?.endsWith("/models") === true) {
      sendJson(response, 200, { object: "list", data: models.map((id) => ({ id, object: "model" })) });
    } else {
      const body = JSON.parse(await readText(request)) as {
        model: string;
        messages: { role: string; content: string }[];
      };
      const [first] = body.messages;
      const prompt = body.messages.findLast(({ role }) => role === "user")?.content ?? "";
      requests.push({ key, model: body.model, systemPrompt: first?.content ?? "", prompt: JSON.stringify(prompt) });
      await answerText(response, "Here is what I think.", held);
    }
  };
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    keys: accepted,
    requests,
    hold: () => {
      held = new Promise((resolve) => (letGo = resolve));
    },
    release: () => {
      held = null;
      letGo();
    },
    stop: () =>
      new Promise((resolve) => {
        letGo();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
