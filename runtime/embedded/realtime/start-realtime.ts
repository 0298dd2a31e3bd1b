import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import pg from "pg";
import { WebSocketServer, type WebSocket } from "ws";
import type { Clock } from "#core/ports/clock.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { SupabaseKeys } from "../data-api/create-supabase-lite.ts";
import { createAuthoriseTopic } from "./access/authorise-topic.ts";
import { verifyToken } from "./access/verify-token.ts";
import { createChangeFeed } from "./changes/create-change-feed.ts";
import { closeChannel, isExpired } from "./channels/channel.ts";
import { createConnection } from "./channels/create-connection.ts";
import { createHub, type Hub } from "./channels/create-hub.ts";
import { createPresence } from "./channels/create-presence.ts";
import { createSession, type Session } from "./channels/create-session.ts";
import type { RealtimeContext } from "./channels/realtime-context.ts";
import { createBroadcastHandler } from "./create-broadcast-handler.ts";
import { followDatabase } from "./follow-database.ts";
import { trimMessages } from "./messages/trim-messages.ts";

export interface Realtime {
  /** Takes a websocket upgrade of `/realtime/v1/websocket`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Serves the REST interface under `/realtime/v1/api/`. */
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

export interface RealtimeOptions extends SupabaseKeys {
  databaseUrl: string;
  clock: Clock;
  logger: Logger;
}

const MAXIMUM_FRAME_BYTES = 1024 * 1024;
const MAXIMUM_SOCKETS = 5_000;
const SWEEP_MILLISECONDS = 1_000;
const TRIM_MILLISECONDS = 10 * 60_000;
const KEEP_SECONDS = 3_600;

const refuse = (socket: Duplex, status: string): void => {
  socket.on("error", () => undefined);
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

/** Ends channels whose token has expired, and clients that are silent. */
const sweep = (hub: Hub, sessions: Set<Session>, now: Date): void => {
  for (const channel of hub.channels()) if (isExpired(channel, now)) closeChannel(channel, "Token has expired");
  for (const session of sessions) session.checkAlive();
};

const createAcceptor = (context: RealtimeContext, sessions: Set<Session>) => (socket: WebSocket, url: URL) => {
  const version = url.searchParams.get("vsn")?.startsWith("2") === true ? "2" : "1";
  const session = createSession(context, createConnection(socket, version), url.searchParams.get("apikey") ?? "");
  sessions.add(session);
  socket.on("message", (data: Buffer, isBinary) => session.receive(data, isBinary));
  socket.on("error", () => socket.terminate());
  socket.on("close", () => {
    sessions.delete(session);
    session.end();
  });
};

/**
 * A Realtime server the real supabase-js cannot tell from Supabase's for what we use (docs/decisions/012): broadcast and
 * presence on private and public channels, authorised by the policies on realtime.messages; `realtime.send` and
 * `realtime.broadcast_changes` in SQL; postgres_changes; the REST broadcast interface.
 */
export const startRealtime = async (options: RealtimeOptions): Promise<Realtime> => {
  const { clock, logger } = options;
  const pool = new pg.Pool({ connectionString: options.databaseUrl, max: 4, idleTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  const authorise = createAuthoriseTopic(pool);
  const hub = createHub({ authorise, clock, logger });
  const changes = createChangeFeed(pool, logger);
  const verify = (token: string) => verifyToken(token, options, clock.now());
  const context = { verify, authorise, hub, presence: createPresence(hub), changes, clock, logger };
  const listener = await followDatabase({ ...options, hub, changes });
  const sessions = new Set<Session>();
  const server = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_FRAME_BYTES });
  const accept = createAcceptor(context, sessions);
  const sweeping = setInterval(() => sweep(hub, sessions, clock.now()), SWEEP_MILLISECONDS);
  const trimming = setInterval(() => void trimMessages(pool, KEEP_SECONDS).catch(() => undefined), TRIM_MILLISECONDS);
  return {
    upgrade: (request, socket, head) => {
      const url = new URL(request.url ?? "/", "http://localhost");
      if (url.pathname !== "/realtime/v1/websocket") return refuse(socket, "404 Not Found");
      if (verify(url.searchParams.get("apikey") ?? "") === null) return refuse(socket, "401 Unauthorized");
      if (sessions.size >= MAXIMUM_SOCKETS) return refuse(socket, "503 Service Unavailable");
      server.handleUpgrade(request, socket, head, (webSocket) => accept(webSocket, url));
    },
    fetch: createBroadcastHandler(context),
    stop: async () => {
      clearInterval(sweeping);
      clearInterval(trimming);
      for (const client of server.clients) client.terminate();
      server.close();
      await listener.stop();
      await pool.end();
    },
  };
};
