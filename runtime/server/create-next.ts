import { EventEmitter } from "node:events";
import { Server, type IncomingMessage, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";

export interface NextApp {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes a websocket upgrade under `/_next/`, in development. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): Promise<void>;
}

interface Options {
  isDevelopment: boolean;
  /** The folder `web`. */
  folder: string;
  host: string;
  port: number;
}

/**
 * The web app inside our server. Next 16.4 serves hot reload only by adding an upgrade listener to a server, and that
 * listener would see, and end, our own websockets: so it gets a server that never listens, and we pass on what is Next's.
 */
export const createNext = async ({ isDevelopment, folder, host, port }: Options): Promise<NextApp> => {
  const decoy = new Server();
  const app = next({ dev: isDevelopment, dir: folder, hostname: host, port, httpServer: decoy, quiet: true });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle,
    upgrade: (request, socket, head) => {
      if (!EventEmitter.prototype.emit.call(decoy, "upgrade", request, socket, head)) socket.destroy();
    },
    close: () => app.close(),
  };
};
