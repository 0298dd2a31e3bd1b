import type { WebSocket } from "ws";
import { formatFrame, type Frame, type ProtocolVersion } from "../protocol/frame.ts";

/** Bytes that may wait in one socket; a reader slower than that is cut off, and comes back by itself. */
const MAXIMUM_BUFFERED_BYTES = 8 * 1024 * 1024;
const POLICY_VIOLATION = 1008;

/** One socket of one client. */
export interface Connection {
  readonly version: ProtocolVersion;
  send(frame: Frame): void;
  /** Sends what `formatFrame` made; the same bytes go to many sockets. */
  sendFormatted(data: string | Buffer): void;
  /** Ends the connection; the client connects anew. */
  cut(reason: string): void;
}

/** Wraps a socket: formats frames in its version of the protocol, and cuts off a reader that falls behind. */
export const createConnection = (socket: WebSocket, version: ProtocolVersion): Connection => {
  const cut = (reason: string): void => {
    socket.close(POLICY_VIOLATION, reason);
    socket.terminate();
  };
  const sendFormatted = (data: string | Buffer): void => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAXIMUM_BUFFERED_BYTES) return cut("reader too slow");
    socket.send(data);
  };
  return {
    version,
    send: (frame) => {
      const data = formatFrame(frame, version);
      if (data !== null) sendFormatted(data);
    },
    sendFormatted,
    cut,
  };
};
