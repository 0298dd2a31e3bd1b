import { WebSocket } from "ws";
import { waitUntil } from "./realtime.ts";
import { testKeys } from "./start-test-database.ts";
import type { TestStack } from "./start-test-stack.ts";

export interface RawSocket {
  socket: WebSocket;
  frames: unknown[];
  send(frame: unknown): void;
  /** The code the server closed with. */
  closed(): Promise<number>;
}

/** A bare socket to Realtime, for what supabase-js would never send. Rejects when the upgrade is refused. */
export const openSocket = async (
  stack: TestStack,
  query = `apikey=${testKeys.publishableKey}&vsn=2.0.0`,
): Promise<RawSocket> => {
  const socket = new WebSocket(`${stack.url.replace("http", "ws")}/realtime/v1/websocket?${query}`);
  const frames: unknown[] = [];
  const end = { code: 0 };
  socket.on("message", (data: Buffer) => frames.push(JSON.parse(data.toString())));
  socket.on("close", (code: number) => {
    end.code = code;
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("open", resolve);
    socket.on("error", reject);
  });
  socket.on("error", () => undefined);
  return {
    socket,
    frames,
    send: (frame) => socket.send(JSON.stringify(frame)),
    closed: async () => {
      await waitUntil("the server closes the socket", () => end.code !== 0);
      return end.code;
    },
  };
};

export const joinFrame = (room: string, config: Record<string, unknown> = {}): unknown[] => [
  "1",
  "1",
  `realtime:${room}`,
  "phx_join",
  { config },
];
