import { existsSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createConnection } from "node:net";
import { BRIDGE_INSIDE, NODE_INSIDE } from "../../../sandbox/describe-mounts.ts";
import { buildLimits, type Sandbox } from "../../../sandbox/sandbox.ts";
import type { Site } from "../site.ts";

export interface SiteServer {
  /** Unix socket that leads to the server inside the sandbox. */
  socket: string;
  isRunning(): boolean;
  /** The last lines it printed. */
  output(): string;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 30_000;
const INSIDE_PORT = "3000";
const DAY = 86_400_000;

const answers = (socket: string): Promise<boolean> =>
  new Promise((resolve) => {
    const connection = createConnection(socket);
    // The bridge closes at once while nothing listens behind it; a connection that stays open has reached the server.
    const timer = setTimeout(() => finish(true), 150);
    const finish = (isUp: boolean): void => {
      clearTimeout(timer);
      connection.destroy();
      resolve(isUp);
    };
    connection.on("error", () => finish(false));
    connection.on("close", () => finish(false));
  });

/** Starts the server of a deployment in the sandbox, without any network but its own loopback, and waits until it listens. */
export const startSiteServer = async (sandbox: Sandbox, folder: string, site: Site): Promise<SiteServer> => {
  const sockets = await mkdtemp(join(tmpdir(), "letscode-site-"));
  await chmod(sockets, 0o777);
  const socket = join(sockets, "site.sock");
  const stopping = new AbortController();
  let printed = "";
  let isRunning = true;
  const command = (site.startCommand ?? "").replace(/^npm start/, "node /opt/npm/bin/npm-cli.js start");
  const ended = sandbox
    .run({
      command: [
        NODE_INSIDE,
        BRIDGE_INSIDE,
        "serve",
        "/run/site/site.sock",
        INSIDE_PORT,
        "--",
        "/bin/sh",
        "-c",
        command,
      ],
      folder: join(folder, "output"),
      environment: { PORT: INSIDE_PORT, HOST: "127.0.0.1", NODE_ENV: "production" },
      readOnly:
        site.dependencies === null ? [] : [{ from: join(site.dependencies, "node_modules"), to: "/app/node_modules" }],
      writable: [{ from: sockets, to: "/run/site" }],
      limits: { ...buildLimits, milliseconds: DAY, memoryBytes: 1024 ** 3, outputBytes: 1024 ** 3 },
      signal: stopping.signal,
      onOutput: (_, text) => {
        printed = (printed + text).slice(-4_000);
      },
    })
    .finally(() => {
      isRunning = false;
    });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
    await rm(sockets, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_MILLISECONDS;
  while (isRunning && Date.now() < deadline) {
    if (existsSync(socket) && (await answers(socket)))
      return { socket, isRunning: () => isRunning, output: () => printed, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(
    `the server ${isRunning ? "did not listen on $PORT within 30 s" : "ended"}: ${printed.trim().slice(-300)}`,
  );
};
