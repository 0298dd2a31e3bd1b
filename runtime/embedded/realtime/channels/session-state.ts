import type { Frame } from "../protocol/frame.ts";
import type { Channel } from "./channel.ts";
import type { Connection } from "./create-connection.ts";

/** What a session lets its handlers do. */
export interface SessionState {
  readonly connection: Connection;
  /** The key of the address, which speaks for a client that sends no token. */
  readonly key: string;
  /** By name, without `realtime:`. */
  readonly channels: Map<string, Channel>;
}

export const reply = (
  connection: Connection,
  frame: Frame,
  status: "ok" | "error",
  response: Record<string, unknown>,
): void =>
  connection.send({
    joinRef: frame.joinRef,
    ref: frame.ref,
    topic: frame.topic,
    event: "phx_reply",
    payload: { status, response },
  });
