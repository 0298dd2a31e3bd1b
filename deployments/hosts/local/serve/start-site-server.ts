import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { BRIDGE_INSIDE, NODE_INSIDE } from "../../../sandbox/describe-machine.ts";
import { serverLimits, type Sandbox, type SandboxResult } from "../../../sandbox/sandbox.ts";
import type { Site } from "../site.ts";
import { SiteServerError } from "./site-server-error.ts";

export interface SiteServer {
  /** Unix socket that leads to the server inside the sandbox. */
  socket: string;
  isRunning(): boolean;
  /** The last it printed. */
  output(): string;
  stop(): Promise<void>;
}

const START_MILLISECONDS = 30_000;
const LOOK_MILLISECONDS = 15;
const INSIDE_PORT = 3_000;
const KEPT_OUTPUT = 4_000;

const reasons: Partial<Record<SandboxResult["end"], string>> = {
  memory: "the server used more memory than it may and was stopped",
  processes: "the server started more processes than it may and was stopped",
  disk: "the server wrote more than it may and was stopped",
};

const describeEnd = (result: SandboxResult | null): string =>
  result === null
    ? `the server did not listen on the port in PORT within ${START_MILLISECONDS / 1000} s`
    : (reasons[result.end] ?? `the server ended with exit code ${result.exitCode}`);

/**
 * Starts the server of a deployment in the sandbox, without any network but its own loopback, and waits until it
 * listens. It has the variables given, and those that tell it where to listen. Throws SiteServerError with what it printed when it does not.
 */
export const startSiteServer = async (
  sandbox: Sandbox,
  folder: string,
  site: Site,
  environment: Readonly<Record<string, string>> = {},
): Promise<SiteServer> => {
  const sockets = await mkdtemp(join(tmpdir(), "letscode-site-"));
  const socket = join(sockets, "site.sock");
  const port = String(await sandbox.findPort(INSIDE_PORT));
  const stopping = new AbortController();
  let printed = "";
  const state: { result: SandboxResult | null } = { result: null };
  const bridge = [NODE_INSIDE, BRIDGE_INSIDE, "serve", "/run/site/site.sock", port, "--"];
  const ended = sandbox
    .run({
      command: [...bridge, "/bin/sh", "-c", site.startCommand ?? ""],
      folder: join(folder, "output"),
      environment: { ...environment, PORT: port, HOST: "127.0.0.1", HOSTNAME: "127.0.0.1", NODE_ENV: "production" },
      readOnly:
        site.dependencies === null ? [] : [{ from: join(site.dependencies, "node_modules"), to: "/app/node_modules" }],
      writable: [{ from: sockets, to: "/run/site" }],
      limits: serverLimits,
      signal: stopping.signal,
      onOutput: (_, text) => {
        printed = (printed + text).slice(-KEPT_OUTPUT);
      },
    })
    .then(async (result) => {
      state.result = result;
      await rm(sockets, { recursive: true, force: true });
    });
  const stop = async (): Promise<void> => {
    stopping.abort();
    await ended;
  };
  const deadline = performance.now() + START_MILLISECONDS;
  while (state.result === null && performance.now() < deadline) {
    if (existsSync(socket)) return { socket, isRunning: () => state.result === null, output: () => printed, stop };
    await setTimeout(LOOK_MILLISECONDS);
  }
  const reason = describeEnd(state.result);
  await stop();
  throw new SiteServerError(reason, printed.trim());
};
