import type { Speaker } from "./access/verify-token.ts";
import type { RealtimeContext } from "./channels/realtime-context.ts";
import { createRateLimit, type RateLimit } from "./channels/create-rate-limit.ts";
import { restBroadcastSchema } from "./protocol/payloads.ts";

const MAXIMUM_BYTES = 3 * 1024 * 1024;
const MESSAGES_PER_SECOND = 100;
const singlePath = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/;

const refuse = (status: number, message: string): Response => Response.json({ message }, { status });

/** The JSON of a request, read no further than the limit; undefined when there is none, or too much. */
const readJson = async (request: Request): Promise<unknown> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAXIMUM_BYTES) return undefined;
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
};

const readMessages = (url: URL, body: unknown): unknown => {
  const single = singlePath.exec(url.pathname);
  if (single === null) return body;
  const [, topic = "", event = ""] = single.map(decodeURIComponent);
  return { messages: [{ topic, event, payload: body, private: url.searchParams.get("private") === "true" }] };
};

const identify = ({ role, claims }: Speaker): string => `${role}:${String(claims["sub"] ?? "")}`;

/**
 * Realtime's REST interface: `POST /api/broadcast` and `/api/broadcast/<topic>/events/<event>`. As in Supabase, what the
 * sender may not say on a private topic is dropped, and the answer is 202 all the same.
 * https://supabase.com/docs/guides/realtime/broadcast#send-messages-using-rest-calls
 */
export const createBroadcastHandler = (context: RealtimeContext): ((request: Request) => Promise<Response>) => {
  const limits = new Map<string, RateLimit>();
  const mayGoOn = (speaker: Speaker, count: number): boolean => {
    if (speaker.role === "service_role") return true;
    if (limits.size > 10_000) limits.clear();
    const limit =
      limits.get(identify(speaker)) ?? createRateLimit(MESSAGES_PER_SECOND, () => context.clock.now().getTime());
    limits.set(identify(speaker), limit);
    return limit.take(count);
  };
  return async (request) => {
    const url = new URL(request.url);
    if (request.method !== "POST" || !/^\/realtime\/v1\/api\/broadcast(?:\/|$)/.test(url.pathname))
      return refuse(404, "not found");
    const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "");
    const speaker = context.verify(bearer ?? request.headers.get("apikey") ?? "");
    if (speaker === null) return refuse(401, "Unauthorized");
    const body = await readJson(request);
    const parsed = body === undefined ? undefined : restBroadcastSchema.safeParse(readMessages(url, body)).data;
    if (parsed === undefined) return refuse(422, "the broadcast cannot be read");
    if (!mayGoOn(speaker, Math.max(1, parsed.messages.length))) return refuse(429, "Too many messages per second");
    const writable = new Map<string, boolean>();
    for (const { topic, event, payload, private: isPrivate } of parsed.messages) {
      if (isPrivate && !writable.has(topic))
        writable.set(topic, (await context.authorise(speaker, topic)).broadcast.canWrite);
      if (isPrivate && writable.get(topic) !== true) continue;
      context.hub.deliver(
        { name: topic, isPrivate },
        { event: "broadcast", payload: { type: "broadcast", event, payload } },
      );
    }
    return new Response(null, { status: 202 });
  };
};
