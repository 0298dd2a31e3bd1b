import { REALTIME } from "./channel.ts";
import type { Connection } from "./create-connection.ts";
import { createRateLimit } from "./create-rate-limit.ts";
import { handleMessage } from "./handle-message.ts";
import { joinChannel } from "./join-channel.ts";
import type { RealtimeContext } from "./realtime-context.ts";
import { reply, type SessionState } from "./session-state.ts";
import { parseFrame, type Frame } from "../protocol/frame.ts";

/** Frames that may wait while an earlier one asks the database. */
const MAXIMUM_WAITING = 500;
const FRAMES_PER_SECOND = 100;
/** A client says something every 25 seconds; one that was silent for longer is gone. */
const SILENCE_MILLISECONDS = 75_000;

/** One client: its socket, and the channels it has joined. */
export interface Session {
  receive(data: Buffer, isBinary: boolean): void;
  /** Cuts off a client that has not been heard for too long. */
  checkAlive(): void;
  /** Takes the client off everything, when its socket has closed. */
  end(): void;
}

const handle = async (context: RealtimeContext, state: SessionState, frame: Frame): Promise<void> => {
  if (frame.event === "phx_join") return joinChannel(context, state, frame);
  const channel = state.channels.get(frame.topic.slice(REALTIME.length));
  // A frame of an earlier join of the same topic is for nobody.
  const isStale = frame.joinRef !== null && frame.joinRef !== "" && frame.joinRef !== channel?.joinRef;
  if (channel === undefined || !frame.topic.startsWith(REALTIME) || isStale)
    return reply(state.connection, frame, "error", { reason: "unmatched topic" });
  return handleMessage(context, channel, frame);
};

/** Serves one socket: reads its frames one after the other, so that what follows a join finds the channel joined. */
export const createSession = (context: RealtimeContext, connection: Connection, key: string): Session => {
  const state: SessionState = { connection, key, channels: new Map() };
  const now = (): number => context.clock.now().getTime();
  const limit = createRateLimit(FRAMES_PER_SECOND, now);
  let heardAt = now();
  let waiting = 0;
  let turn: Promise<void> = Promise.resolve();
  return {
    receive: (data, isBinary) => {
      heardAt = now();
      const frame = parseFrame(data, isBinary);
      if (frame === null) return connection.cut("malformed frame");
      if (frame.event === "heartbeat") return reply(connection, frame, "ok", {});
      if (!limit.take() || waiting >= MAXIMUM_WAITING) return connection.cut("Too many messages per second");
      waiting += 1;
      turn = turn
        .then(() => handle(context, state, frame))
        .catch((thrown: unknown) => {
          context.logger.warn("A realtime message failed", { event: frame.event, reason: String(thrown) });
          reply(connection, frame, "error", { reason: "The server could not do this; try again." });
        })
        .finally(() => {
          waiting -= 1;
        });
    },
    checkAlive: () => {
      if (now() - heardAt > SILENCE_MILLISECONDS) connection.cut("no heartbeat");
    },
    end: () => {
      // After what is under way: a join that waits for the database must not outlive its socket.
      turn = turn.then(() => [...state.channels.values()].forEach((channel) => channel.leave()));
    },
  };
};
