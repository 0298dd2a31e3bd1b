import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const root = new URL("../../", import.meta.url);
const deno = createRequire(import.meta.url).resolve("deno/bin.cjs");

export interface EdgeFunction {
  url: string;
  stop(): Promise<void>;
}

const readAddress = async (child: ChildProcess): Promise<string> => {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) createInterface({ input: stream }).on("line", (line) => lines.push(line));
  }
  for (let waited = 0; waited < 20_000; waited += 50) {
    const address = /Listening on (http:\/\/[\d.:]+)/.exec(lines.join("\n"))?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error(`The function did not start: ${lines.join("\n")}`);
};

const path = (file: string): string => new URL(file, root).pathname;

/** Runs a function as Supabase does: by Deno, with the environment of an Edge Function. Offline: nothing is fetched. */
export const startEdgeFunction = async (name: string, environment: Record<string, string>): Promise<EdgeFunction> => {
  const flags = ["--allow-net=127.0.0.1", "--allow-env", "--cached-only", "--no-remote", "--node-modules-dir=manual"];
  const child = spawn(
    process.execPath,
    [
      deno,
      "run",
      ...flags,
      "--config",
      path("supabase/functions/deno.json"),
      path(`supabase/functions/${name}/index.ts`),
    ],
    {
      env: {
        NODE_ENV: "production",
        PATH: process.env["PATH"] ?? "",
        HOME: process.env["HOME"] ?? "",
        DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0",
        NO_COLOR: "1",
        ...environment,
      },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    },
  );
  return {
    url: await readAddress(child),
    stop: async () => {
      const ended = once(child, "exit");
      if (child.pid !== undefined) process.kill(-child.pid, "SIGTERM");
      await ended;
    },
  };
};
