import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { BRIDGE, BRIDGE_INSIDE, describeEnvironment, NODE_INSIDE } from "./describe-machine.ts";
import { runBounded } from "./run-bounded.ts";
import type { Sandbox, SandboxCommand } from "./sandbox.ts";

const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address !== null ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });

/** Where a path inside a sandbox really lies. */
const translate = (command: SandboxCommand, text: string): string => {
  if (text === NODE_INSIDE) return process.execPath;
  if (text === BRIDGE_INSIDE) return BRIDGE;
  const mounts = [...(command.readOnly ?? []), ...(command.writable ?? []), { from: command.folder, to: "/app" }];
  const mount = mounts.find(({ to }) => text === to || text.startsWith(`${to}/`));
  return mount === undefined ? text : mount.from + text.slice(mount.to.length);
};

/**
 * No walls at all; chosen by the operator alone, for a machine where only their own code is built. The bounds hold, and
 * the environment is as empty as in a sandbox.
 */
export const createNoSandbox = (path: string): Sandbox => ({
  name: "none",
  findPort: findFreePort,
  run: async (command) => {
    const environment = Object.fromEntries(
      Object.entries(describeEnvironment(command)).map(([name, value]) => [name, translate(command, value)]),
    );
    environment["PATH"] = `${command.folder}/node_modules/.bin:${dirname(process.execPath)}:${path}`;
    environment["HOME"] = tmpdir();
    environment["TMPDIR"] = tmpdir();
    const program = command.command.map((text) => translate(command, text));
    return runBounded(program, command, { environment, directory: command.folder });
  },
});
