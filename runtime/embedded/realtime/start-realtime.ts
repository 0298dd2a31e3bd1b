import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import pg from "pg";
import { WebSocketServer, type WebSocket } from "ws";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { SupabaseKeys } from "../create-supabase-lite.ts";
import { authoriseTopic } from "./authorise-topic.ts";
import { followMessages } from "./follow-messages.ts";
import { restBroadcastSchema } from "./messages.ts";
import { createSocketSession, type SocketSession } from "./socket-session.ts";
import { verifyToken, type Speaker } from "./verify-token.ts";

export interface Realtime {
  /** Takes a websocket upgrade of `/realtime/v1/websocket`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Serves the REST interface under `/realtime/v1/api/`. */
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

interface Options extends SupabaseKeys {
  databaseUrl: string;
  clock: Clock;
  logger: Logger;
}

const MAXIMUM_MESSAGE_BYTES = 3 * 1024 * 1024;
const EXPIRE_EVERY_MILLISECONDS = 5_000;
const singlePath = /^\/realtime\/v1\/api\/broadcast\/([^/]+)\/events\/([^/]+)$/;

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

const readMessages = async (request: Request, path: string): Promise<unknown> => {
  const single = singlePath.exec(path);
  if (single === null) return request.json();
  const isPrivate = new URL(request.url).searchParams.get("private") === "true";
  return {
    messages: [
      {
        topic: decodeURIComponent(single[1] ?? ""),
        event: decodeURIComponent(single[2] ?? ""),
        payload: await request.json(),
        private: isPrivate,
      },
    ],
  };
};

/**
 * A Realtime server the real supabase-js cannot tell from Supabase's for what we use: private and public broadcast
 * channels over websockets, authorised by the policies on realtime.messages, fed by `realtime.send` and
 * `realtime.broadcast_changes` in SQL, and the REST broadcast interface.
 */
export const startRealtime = async (options: Options): Promise<Realtime> => {
  const { clock, logger } = options;
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 4, idleTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  const sessions = new Set<SocketSession>();
  const server = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_MESSAGE_BYTES });
  const verify = (token: string): Speaker | null => verifyToken(token, options, clock.now());
  const deliver = (
    topic: string,
    isPrivate: boolean,
    message: { event: string; payload: unknown; id?: string },
    sender?: SocketSession,
  ): void => {
    for (const session of sessions) if (session !== sender) session.deliver(topic, isPrivate, message);
  };
  const follower = await followMessages(
    options.databaseUrl,
    ({ id, topic, event, payload, private: isPrivate }) =>
      deliver(topic, isPrivate ?? false, { event: event ?? "", payload, id }),
    logger,
  );
  const expiry = setInterval(() => sessions.forEach((session) => session.expire()), EXPIRE_EVERY_MILLISECONDS);
  expiry.unref();

  const accept = (socket: WebSocket, version: string, key: string): void => {
    const session = createSocketSession(socket, version, key, {
      verify,
      authorise: (speaker, topic) => authoriseTopic(pool, speaker, topic),
      relay: deliver,
      now: () => clock.now(),
    });
    sessions.add(session);
    // One after the other: a broadcast sent right after a join must find the channel joined.
    let turn: Promise<void> = Promise.resolve();
    socket.on("message", (data: Buffer, isBinary) => {
      turn = turn
        .then(() => session.receive(data, isBinary))
        .catch((thrown: unknown) => logger.warn("A realtime message failed", { reason: String(thrown) }));
    });
    socket.on("close", () => sessions.delete(session));
    socket.on("error", () => socket.terminate());
  };

  return {
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      const key = url.searchParams.get("apikey") ?? "";
      if (url.pathname !== "/realtime/v1/websocket") return refuse(socket, "404 Not Found");
      if (verify(key) === null) return refuse(socket, "401 Unauthorized");
      server.handleUpgrade(request, socket, head, (webSocket) =>
        accept(webSocket, url.searchParams.get("vsn") ?? "1.0.0", key),
      );
    },
    fetch: async (request) => {
      const path = new URL(request.url).pathname;
      if (request.method !== "POST" || !path.startsWith("/realtime/v1/api/broadcast"))
        return Response.json({ message: "not found" }, { status: 404 });
      const bearer = request.headers.get("authorization")?.replace(/^Bearer /i, "") ?? "";
      const speaker = verify(bearer) ?? verify(request.headers.get("apikey") ?? "");
      if (speaker === null) return Response.json({ message: "Unauthorized" }, { status: 401 });
      const parsed = restBroadcastSchema.safeParse(await readMessages(request, path).catch(() => null));
      if (!parsed.success) return Response.json({ message: "malformed broadcast" }, { status: 422 });
      for (const message of parsed.data.messages) {
        if (message.private && !(await authoriseTopic(pool, speaker, message.topic)).canWrite) continue;
        deliver(message.topic, message.private, message);
      }
      return new Response(null, { status: 202 });
    },
    stop: async () => {
      clearInterval(expiry);
      for (const client of server.clients) client.terminate();
      server.close();
      await follower.stop();
      await pool.end();
    },
  };
};
