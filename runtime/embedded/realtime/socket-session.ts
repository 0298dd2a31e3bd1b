import type { WebSocket } from "ws";
import { broadcastSchema, formatFrame, joinSchema, parseFrame, tokenSchema, type Frame } from "./messages.ts";
import type { TopicAccess } from "./authorise-topic.ts";
import type { Speaker } from "./verify-token.ts";

/** Bytes that may wait in one socket; a reader slower than that is cut off and comes back by itself. */
const MAXIMUM_BUFFERED_BYTES = 8 * 1024 * 1024;
const POLICY_VIOLATION = 1008;

interface Channel {
  topic: string;
  joinRef: string | null;
  isPrivate: boolean;
  isSelf: boolean;
  isAck: boolean;
  access: TopicAccess;
  expiresAt: number | null;
}

export interface SessionDependencies {
  verify(token: string): Speaker | null;
  authorise(speaker: Speaker, topic: string): Promise<TopicAccess>;
  /** Hands a client's own broadcast to everybody else on the topic. */
  relay(topic: string, isPrivate: boolean, payload: { event: string; payload: unknown }, sender: SocketSession): void;
  now(): Date;
}

export interface SocketSession {
  deliver(topic: string, isPrivate: boolean, payload: { event: string; payload: unknown; id?: string }): void;
  /** Closes channels whose token has expired. */
  expire(): void;
  receive(data: Buffer, isBinary: boolean): Promise<void>;
  isOn(topic: string): boolean;
}

const REALTIME = "realtime:";

/** One socket of supabase-js: its channels, who it speaks for, and what it may do on each. */
export const createSocketSession = (
  socket: WebSocket,
  version: string,
  key: string,
  dependencies: SessionDependencies,
): SocketSession => {
  const channels = new Map<string, Channel>();

  const send = (frame: Frame): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAXIMUM_BUFFERED_BYTES) {
      socket.close(POLICY_VIOLATION, "reader too slow");
      return;
    }
    socket.send(formatFrame(frame, version));
  };
  const reply = (frame: Frame, status: "ok" | "error", response: unknown): void =>
    send({
      joinRef: frame.joinRef,
      ref: frame.ref,
      topic: frame.topic,
      event: "phx_reply",
      payload: { status, response },
    });
  const tellSystem = (channel: Channel, status: "ok" | "error", message: string): void =>
    send({
      joinRef: channel.joinRef,
      ref: null,
      topic: channel.topic,
      event: "system",
      payload: { channel: channel.topic.slice(REALTIME.length), extension: "system", status, message },
    });
  const close = (channel: Channel, message: string): void => {
    channels.delete(channel.topic);
    tellSystem(channel, "error", message);
    send({ joinRef: channel.joinRef, ref: channel.joinRef, topic: channel.topic, event: "phx_close", payload: {} });
  };

  const join = async (frame: Frame): Promise<void> => {
    const parsed = joinSchema.safeParse(frame.payload);
    if (!parsed.success || !frame.topic.startsWith(REALTIME))
      return reply(frame, "error", { reason: "malformed join" });
    const { config, access_token: token } = parsed.data;
    const speaker = dependencies.verify(token ?? key);
    if (speaker === null)
      return reply(frame, "error", { reason: "InvalidJWTToken: the token is invalid or has expired" });
    const name = frame.topic.slice(REALTIME.length);
    const isPrivate = config.private ?? false;
    const access = isPrivate ? await dependencies.authorise(speaker, name) : { canRead: true, canWrite: true };
    if (!access.canRead)
      return reply(frame, "error", {
        reason: `Unauthorized: You do not have permissions to read from this Channel topic: ${name}`,
      });
    channels.set(frame.topic, {
      topic: frame.topic,
      joinRef: frame.joinRef,
      isPrivate,
      isSelf: config.broadcast?.self ?? false,
      isAck: config.broadcast?.ack ?? false,
      access,
      expiresAt: speaker.expiresAt,
    });
    const changes = (config.postgres_changes ?? []).map((filter, index) => ({ id: index + 1, ...filter }));
    reply(frame, "ok", { postgres_changes: changes });
    send({ joinRef: frame.joinRef, ref: null, topic: frame.topic, event: "presence_state", payload: {} });
  };

  const refresh = async (channel: Channel, payload: unknown): Promise<void> => {
    const parsed = tokenSchema.safeParse(payload);
    const speaker = parsed.success ? dependencies.verify(parsed.data.access_token) : null;
    if (speaker === null) return close(channel, "The access token is invalid or has expired");
    channel.expiresAt = speaker.expiresAt;
    if (!channel.isPrivate) return;
    channel.access = await dependencies.authorise(speaker, channel.topic.slice(REALTIME.length));
    if (!channel.access.canRead) close(channel, "You no longer have permission to read from this channel");
  };

  const broadcast = (channel: Channel, frame: Frame): void => {
    const parsed = broadcastSchema.safeParse(frame.payload);
    if (!parsed.success || !channel.access.canWrite) {
      if (channel.isAck)
        reply(frame, "error", { reason: "Unauthorized: You do not have permissions to write to this Channel topic" });
      return;
    }
    const { event, payload } = parsed.data;
    dependencies.relay(channel.topic.slice(REALTIME.length), channel.isPrivate, { event, payload }, session);
    if (channel.isSelf) session.deliver(channel.topic.slice(REALTIME.length), channel.isPrivate, { event, payload });
    if (channel.isAck) reply(frame, "ok", {});
  };

  const session: SocketSession = {
    isOn: (topic) => channels.has(REALTIME + topic),
    deliver: (topic, isPrivate, payload) => {
      const channel = channels.get(REALTIME + topic);
      if (channel === undefined || channel.isPrivate !== isPrivate) return;
      const { id, ...message } = payload;
      send({
        joinRef: channel.joinRef,
        ref: null,
        topic: channel.topic,
        event: "broadcast",
        payload: { type: "broadcast", ...message, ...(id === undefined ? {} : { meta: { id } }) },
      });
    },
    expire: () => {
      for (const channel of channels.values()) {
        if (channel.expiresAt !== null && channel.expiresAt * 1000 <= dependencies.now().getTime())
          close(channel, "The access token has expired");
      }
    },
    receive: async (data, isBinary) => {
      const frame = parseFrame(data, isBinary);
      if (frame === null) return;
      if (frame.event === "heartbeat") return reply(frame, "ok", {});
      if (frame.event === "phx_join") return join(frame);
      const channel = channels.get(frame.topic);
      if (channel === undefined) return reply(frame, "error", { reason: "unmatched topic" });
      if (frame.event === "access_token") return refresh(channel, frame.payload);
      if (frame.event === "broadcast") return broadcast(channel, frame);
      if (frame.event === "phx_leave") {
        channels.delete(frame.topic);
        reply(frame, "ok", {});
        send({ joinRef: frame.joinRef, ref: frame.joinRef, topic: frame.topic, event: "phx_close", payload: {} });
      }
    },
  };
  return session;
};
