import type { TopicAccess } from "../access/authorise-topic.ts";
import type { Speaker } from "../access/verify-token.ts";
import type { Frame } from "../protocol/frame.ts";
import type { Connection } from "./create-connection.ts";

export const REALTIME = "realtime:";

/** One topic that one client has joined. */
export interface Channel {
  readonly connection: Connection;
  /** The topic, without `realtime:`. */
  readonly name: string;
  readonly isPrivate: boolean;
  readonly joinRef: string | null;
  /** Whether the client hears its own broadcasts, and whether it wants them acknowledged. */
  readonly isSelf: boolean;
  readonly isAck: boolean;
  readonly presenceKey: string;
  isPresenceEnabled: boolean;
  speaker: Speaker;
  access: TopicAccess;
  /** Takes the channel off everything it is on; set by the session that owns it. */
  readonly leave: () => void;
}

const frameOf = (channel: Channel, event: string, payload: unknown, ref: string | null = null): Frame => ({
  joinRef: channel.joinRef,
  ref,
  topic: REALTIME + channel.name,
  event,
  payload,
});

/** Says something to one channel alone. */
export const push = (channel: Channel, event: string, payload: unknown): void =>
  channel.connection.send(frameOf(channel, event, payload));

/** A `system` message: what became of a subscription, or why the channel ends. */
export const tellSystem = (channel: Channel, extension: string, status: "ok" | "error", message: string): void =>
  push(channel, "system", { channel: channel.name, extension, status, message });

/** Ends a channel for good, with the reason; the client does not join again by itself. */
export const closeChannel = (channel: Channel, message: string): void => {
  channel.leave();
  tellSystem(channel, "system", "error", message);
  channel.connection.send(frameOf(channel, "phx_close", {}, channel.joinRef));
};

/** Ends a channel through no fault of the client's, which joins again in a moment. */
export const breakChannel = (channel: Channel): void => {
  channel.leave();
  channel.connection.send(frameOf(channel, "phx_error", {}, channel.joinRef));
};

export const isExpired = ({ speaker }: Channel, now: Date): boolean =>
  speaker.expiresAt !== null && speaker.expiresAt * 1000 <= now.getTime();
