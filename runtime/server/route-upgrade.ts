import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { PreviewHandler } from "#deployments/index.ts";
import { isOwnHost } from "./own-hosts.ts";

export type UpgradeHandler = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

interface Routes {
  appUrl: string;
  /** Websockets of people's apps, on hosts of their own. */
  previews: Pick<PreviewHandler, "upgrade">;
  /** Realtime; null when Supabase is elsewhere. */
  realtime: UpgradeHandler | null;
  /** Hot reload of the web app. */
  web: UpgradeHandler;
}

const refuse = (socket: Duplex): void => {
  socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n");
};

/** Websockets: those of previews by host name, Realtime, and in development the web app's own. */
export const createUpgradeRouter =
  ({ appUrl, previews, realtime, web }: Routes): UpgradeHandler =>
  (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (previews.upgrade(request, socket, head)) return;
    const path = request.url ?? "/";
    if (!isOwnHost(request.headers.host, appUrl)) return refuse(socket);
    if (realtime !== null && path.startsWith("/realtime/v1/")) return realtime(request, socket, head);
    if (path.startsWith("/_next/")) return web(request, socket, head);
    return refuse(socket);
  };
