import { spawn, type ChildProcess } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "./free-port.ts";
import { listDescendants } from "./list-descendants.ts";

export interface Product {
  /** Address of the running server by number; `*.localhost` and cookies need `publicUrl`. */
  url: string;
  publicUrl: string;
  port: number;
  dataDirectory: string;
  /** Process id of the server, parent of everything else. */
  processId(): number;
  /** What it has printed so far. */
  output(): string;
  /** Ctrl-C, and everything that follows. */
  stop(): Promise<void>;
  /** SIGKILL to every process of it at once: server, worker, database, builds. */
  killAll(): Promise<void>;
  /** The same installation once more, after `stop` or `killAll`. */
  startAgain(): Promise<void>;
  /** Stops what still runs and removes the data folder. */
  remove(): Promise<void>;
}

const script = fileURLToPath(new URL("../../runtime/cli/letscode.ts", import.meta.url));
const READY_MILLISECONDS = 240_000;

const launch = (port: number, dataDirectory: string, variables: Record<string, string>) => {
  let printed = "";
  const child = spawn(process.execPath, [script, "start", "--port", String(port), "--data", dataDirectory], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, NODE_ENV: "production", LETSCODE_PROVIDER: "demo", ...variables },
  });
  const keep = (chunk: Buffer): void => {
    printed += chunk.toString("utf8");
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return { child, output: () => printed };
};

const waitUntilReady = async (running: { child: ChildProcess; output(): string }, url: string): Promise<void> => {
  const deadline = Date.now() + READY_MILLISECONDS;
  while (Date.now() < deadline) {
    if (running.child.exitCode !== null) throw new Error(`letscode start ended:\n${running.output()}`);
    const answer = await fetch(`${url}/api/ready`).catch(() => null);
    if (answer?.status === 200) return;
    await wait(100);
  }
  throw new Error(`letscode start was not ready in time:\n${running.output()}`);
};

const waitForExit = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once("exit", () => resolve());
  });

/** All at once, as a power cut would: the tree is read first, since children of a dead process are nobody's. */
const killProcesses = async (child: ChildProcess): Promise<void> => {
  const processIds = child.pid === undefined ? [] : [child.pid, ...(await listDescendants(child.pid))];
  for (const processId of processIds) {
    try {
      process.kill(processId, "SIGKILL");
    } catch {
      // It ended by itself meanwhile.
    }
  }
  await waitForExit(child);
};

/**
 * The whole product as people run it: `letscode start` with the production build (`npm test` makes it), a worker and a
 * database of its own, on a free port and in a temporary data folder.
 */
export const startProduct = async (variables: Record<string, string> = {}): Promise<Product> => {
  const dataDirectory = await mkdtemp(join(tmpdir(), "letscode-product-"));
  // Run by root, Postgres belongs to another user, who must be able to pass through this folder.
  await chmod(dataDirectory, 0o755);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let running = launch(port, dataDirectory, variables);
  await waitUntilReady(running, url);
  const stop = async (): Promise<void> => {
    running.child.kill("SIGTERM");
    await waitForExit(running.child);
  };
  return {
    url,
    publicUrl: `http://localhost:${port}`,
    port,
    dataDirectory,
    processId: () => running.child.pid ?? 0,
    output: () => running.output(),
    stop,
    killAll: () => killProcesses(running.child),
    startAgain: async () => {
      running = launch(port, dataDirectory, variables);
      await waitUntilReady(running, url);
    },
    remove: async () => {
      await stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};
