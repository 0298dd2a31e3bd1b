import { z } from "zod";
import { fullAccess } from "../access/authorise-topic.ts";
import type { Frame } from "../protocol/frame.ts";
import { broadcastSchema, presenceSchema, tokenSchema } from "../protocol/payloads.ts";
import { closeChannel, isExpired, push, tellSystem, type Channel } from "./channel.ts";
import { unauthorised } from "./create-hub.ts";
import { reply } from "./session-state.ts";
import type { RealtimeContext } from "./realtime-context.ts";

const MAXIMUM_BROADCAST_BYTES = 256 * 1024;

const sizeOf = (payload: unknown): number =>
  payload instanceof Uint8Array ? payload.byteLength : Buffer.byteLength(JSON.stringify(payload) ?? "");

const broadcast = (context: RealtimeContext, channel: Channel, frame: Frame): void => {
  const answer = (status: "ok" | "error", response: Record<string, unknown>): void => {
    if (channel.isAck) reply(channel.connection, frame, status, response);
  };
  const parsed = broadcastSchema.safeParse(frame.payload);
  if (!parsed.success) return answer("error", { reason: "The broadcast cannot be read" });
  if (!channel.access.broadcast.canWrite)
    return answer("error", {
      reason: `Unauthorized: You do not have permissions to write to this Channel topic: ${channel.name}`,
    });
  const { event, payload = {} } = parsed.data;
  if (sizeOf(payload) > MAXIMUM_BROADCAST_BYTES) return answer("error", { reason: "payload_size_exceeded" });
  context.hub.deliver(channel, {
    event: "broadcast",
    payload: { type: "broadcast", event, payload },
    ...(channel.isSelf ? {} : { except: channel }),
  });
  answer("ok", {});
};

const metaSchema = z.record(z.string(), z.unknown());

const presence = (context: RealtimeContext, channel: Channel, frame: Frame): void => {
  const parsed = presenceSchema.safeParse(frame.payload);
  const event = parsed.success ? parsed.data.event.toLowerCase() : "";
  if (event === "untrack") {
    context.presence.untrack(channel);
    return reply(channel.connection, frame, "ok", {});
  }
  const meta = metaSchema.safeParse(parsed.data?.payload ?? {});
  if (event !== "track" || !meta.success || sizeOf(meta.data) > MAXIMUM_BROADCAST_BYTES)
    return reply(channel.connection, frame, "error", { reason: "The presence cannot be read" });
  if (!channel.access.presence.canWrite)
    return reply(channel.connection, frame, "error", {
      reason: `Unauthorized: You do not have permissions to track presence on this Channel topic: ${channel.name}`,
    });
  const isNew = !channel.isPresenceEnabled;
  channel.isPresenceEnabled = true;
  context.presence.track(channel, meta.data);
  reply(channel.connection, frame, "ok", {});
  // Whoever did not ask for presence when joining has not heard yet who is there.
  if (isNew && channel.access.presence.canRead) push(channel, "presence_state", context.presence.state(channel));
};

/** A new token: what it may do counts from now on, and the channel ends when that is nothing. */
const refresh = async (context: RealtimeContext, channel: Channel, payload: unknown): Promise<void> => {
  const parsed = tokenSchema.safeParse(payload);
  if (!parsed.success) return;
  const speaker = context.verify(parsed.data.access_token);
  if (speaker === null) return closeChannel(channel, "The token is invalid or has expired");
  const access = channel.isPrivate ? await context.authorise(speaker, channel.name) : fullAccess;
  channel.speaker = speaker;
  channel.access = access;
  if (!access.broadcast.canRead) return closeChannel(channel, unauthorised(channel.name));
  const fault = await context.changes.connect(channel);
  if (fault !== null) tellSystem(channel, "postgres_changes", "error", fault);
};

/** Does what a client says on a channel it has joined. */
export const handleMessage = async (context: RealtimeContext, channel: Channel, frame: Frame): Promise<void> => {
  if (frame.event === "phx_leave") {
    channel.leave();
    reply(channel.connection, frame, "ok", {});
    return channel.connection.send({ ...frame, ref: frame.joinRef, event: "phx_close", payload: {} });
  }
  if (frame.event === "access_token") return refresh(context, channel, frame.payload);
  if (isExpired(channel, context.clock.now())) return closeChannel(channel, "Token has expired");
  if (frame.event === "broadcast") return broadcast(context, channel, frame);
  if (frame.event === "presence") return presence(context, channel, frame);
};
