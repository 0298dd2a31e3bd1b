import { randomUUID } from "node:crypto";
import { fullAccess, type TopicAccess } from "../access/authorise-topic.ts";
import type { Speaker } from "../access/verify-token.ts";
import type { Frame } from "../protocol/frame.ts";
import { joinSchema, type JoinConfig } from "../protocol/payloads.ts";
import { push, REALTIME, tellSystem, type Channel } from "./channel.ts";
import { unauthorised } from "./create-hub.ts";
import { reply, type SessionState } from "./session-state.ts";
import type { RealtimeContext } from "./realtime-context.ts";

const MAXIMUM_CHANNELS = 100;

interface Ticket {
  name: string;
  config: JoinConfig;
  speaker: Speaker;
  access: TopicAccess;
}

/** Whether a client may join, and as whom; or why not. */
const admit = async (context: RealtimeContext, state: SessionState, frame: Frame): Promise<Ticket | string> => {
  const parsed = joinSchema.safeParse(frame.payload);
  const name = frame.topic.slice(REALTIME.length);
  if (!frame.topic.startsWith(REALTIME) || name === "") return "TopicNameRequired: You must provide a topic name";
  if (!parsed.success) return "InvalidJoinPayload: The payload of the join cannot be read";
  if (!state.channels.has(name) && state.channels.size >= MAXIMUM_CHANNELS)
    return "ChannelRateLimitReached: Too many channels";
  const { config, access_token: token } = parsed.data;
  const speaker = context.verify(token ?? state.key);
  if (speaker === null) return "InvalidJWTToken: The token is invalid or has expired";
  const access = config.private === true ? await context.authorise(speaker, name) : fullAccess;
  return access.broadcast.canRead ? { name, config, speaker, access } : unauthorised(name);
};

const createChannel = (
  context: RealtimeContext,
  state: SessionState,
  joinRef: string | null,
  { name, config, speaker, access }: Ticket,
): Channel => {
  const channel: Channel = {
    connection: state.connection,
    name,
    isPrivate: config.private === true,
    joinRef,
    isSelf: config.broadcast?.self === true,
    isAck: config.broadcast?.ack === true,
    presenceKey: config.presence?.key || randomUUID(),
    isPresenceEnabled: config.presence?.enabled === true,
    speaker,
    access,
    leave: () => {
      if (state.channels.get(name) === channel) state.channels.delete(name);
      context.hub.remove(channel);
      context.presence.untrack(channel);
      context.changes.unsubscribe(channel);
    },
  };
  return channel;
};

const tellChanges = async (context: RealtimeContext, channel: Channel, bindings: unknown[]): Promise<void> => {
  if (bindings.length === 0) return;
  const fault = await context.changes.connect(channel);
  if (fault === null) tellSystem(channel, "postgres_changes", "ok", "Subscribed to PostgreSQL");
  else tellSystem(channel, "postgres_changes", "error", fault);
};

/** Joins a topic, in place of an earlier join of the same. A private one only if its policies let this client read. */
export const joinChannel = async (context: RealtimeContext, state: SessionState, frame: Frame): Promise<void> => {
  const ticket = await admit(context, state, frame);
  if (typeof ticket === "string") return reply(state.connection, frame, "error", { reason: ticket });
  state.channels.get(ticket.name)?.leave();
  const channel = createChannel(context, state, frame.joinRef, ticket);
  state.channels.set(ticket.name, channel);
  context.hub.add(channel);
  const bindings = context.changes.bind(channel, ticket.config.postgres_changes ?? []);
  reply(state.connection, frame, "ok", { postgres_changes: bindings });
  if (channel.isPresenceEnabled && channel.access.presence.canRead)
    push(channel, "presence_state", context.presence.state(channel));
  await tellChanges(context, channel, bindings);
};
