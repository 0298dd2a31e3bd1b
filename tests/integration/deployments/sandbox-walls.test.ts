import { execFile, spawn, type ChildProcess } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { networkInterfaces, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { detectSandbox } from "#deployments/sandbox/detect-sandbox.ts";
import { NODE_INSIDE } from "#deployments/sandbox/describe-machine.ts";
import type { Sandbox } from "#deployments/sandbox/sandbox.ts";
import { findSandboxes, runInSandbox } from "./helpers/run-in-sandbox.ts";

const sandboxes = await findSandboxes();
const script = new URL("helpers/attempt-escape.mjs", import.meta.url).pathname;
const abstract = `letscode-open-${process.pid}`;

const listen = (server: Server, where: Parameters<Server["listen"]>[0]): Promise<Server> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(where, () => resolve(server));
  });
const createCanary = (): Server =>
  createServer((socket) => socket.on("error", () => undefined).end("canary of a socket"));

describe("walls of the sandbox", () => {
  let root = "";
  let target: Record<string, unknown> = {};
  const servers: Server[] = [];
  let neighbour: ChildProcess | null = null;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), "letscode-walls-"));
    await writeFile(join(root, "secret"), "canary of a file");
    await mkdir(join(root, "sibling"));
    await writeFile(join(root, "sibling", "index.html"), "canary of a sibling");
    await mkdir(join(root, "dependencies"));
    const everywhere = await listen(createCanary(), { port: 0, host: "0.0.0.0" });
    const address = everywhere.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    servers.push(everywhere, await listen(createCanary(), { path: join(root, "open.sock") }));
    servers.push(await listen(createCanary(), { path: `\0${abstract}` }));
    servers.push(await listen(createCanary(), { port, host: "::1" }).catch(() => createCanary()));
    const own = Object.values(networkInterfaces())
      .flat()
      .find((one) => one?.family === "IPv4" && !one.internal);
    target = {
      file: join(root, "secret"),
      sibling: join(root, "sibling", "index.html"),
      socket: join(root, "open.sock"),
      abstract,
      port,
      address: own?.address ?? "127.0.0.2",
      process: process.ppid,
    };
    // What a process was started with is in its /proc/<id>/environ, whatever it does later.
    neighbour = spawn("sleep", ["600"], { env: { ...process.env, CANARY: "canary of the environment" } });
    process.env["CANARY"] = "canary of the environment";
  });
  afterAll(async () => {
    delete process.env["CANARY"];
    neighbour?.kill();
    for (const server of servers) server.close();
    await rm(root, { recursive: true, force: true });
  });

  const escape = async (sandbox: Sandbox, only?: string[]): Promise<Record<string, string>> => {
    const folder = await mkdtemp(join(root, "build-"));
    await cp(script, join(folder, "escape.mjs"));
    await mkdir(join(folder, "node_modules"));
    const { output } = await runInSandbox(sandbox, [NODE_INSIDE, "/app/escape.mjs"], {
      folder,
      environment: { TARGET: JSON.stringify({ ...target, only }) },
      readOnly: [{ from: join(root, "dependencies"), to: "/app/node_modules" }],
    });
    const caught = /^CAUGHT (.*)$/m.exec(output)?.[1];
    if (caught === undefined) throw new Error(`the attempts did not end: ${output}`);
    return z.record(z.string(), z.string()).parse(JSON.parse(caught));
  };

  it("has attempts that succeed without walls", async () => {
    const harmless = [
      "environment of every process",
      "a file of the machine",
      "a file of the machine through a link",
      "a sibling's source",
      "users of the machine",
      "loopback of the machine",
      "a unix socket",
      "an abstract socket",
    ];
    expect(Object.keys(await escape(await detectSandbox("none"), harmless))).toEqual(harmless);
  });

  it.each(sandboxes)("A24: $name lets nothing out and nobody in", async (sandbox) => {
    expect(await escape(sandbox)).toEqual({});
    expect(await readdir(join(root, "dependencies"))).toEqual([]);
  });

  it.each(sandboxes)("A24: $name passes on no descriptor of the process that starts it", async (sandbox) => {
    // The secret is open as descriptor 5 of a process that runs the sandbox, as a supervisor might leave it.
    const program = `
      import { detectSandbox } from ${JSON.stringify(new URL("../../../deployments/sandbox/detect-sandbox.ts", import.meta.url).href)};
      import { buildLimits } from ${JSON.stringify(new URL("../../../deployments/sandbox/sandbox.ts", import.meta.url).href)};
      import { readlinkSync } from "node:fs";
      console.log("HELD", readlinkSync("/proc/self/fd/5"));
      const sandbox = await detectSandbox(${JSON.stringify(sandbox.name)});
      await sandbox.run({
        command: ["/bin/sh", "-c", "ls -l /proc/self/fd; cat <&5"], folder: ${JSON.stringify(join(root, "sibling"))}, environment: {},
        limits: buildLimits, signal: new AbortController().signal, onOutput: (_, text) => process.stdout.write(text),
      });`;
    await writeFile(join(root, "held.mjs"), program);
    const command = `exec 5<${join(root, "secret")}; exec ${process.execPath} ${join(root, "held.mjs")}`;
    const { stdout } = await promisify(execFile)("/bin/sh", ["-c", command]);
    expect(stdout).toContain(`HELD ${join(root, "secret")}`);
    expect(stdout).not.toContain("canary");
  });

  it.each(sandboxes)("$name shows nothing but the folder, the system and node", async (sandbox) => {
    const { output } = await runInSandbox(sandbox, ["/bin/sh", "-c", "ls -A / /etc"]);
    const seen = output.split(/\s+/);
    for (const hidden of ["root", "home", "var", "srv", "mnt", "passwd", "hosts", "resolv.conf"])
      expect(seen).not.toContain(hidden);
  });
});
