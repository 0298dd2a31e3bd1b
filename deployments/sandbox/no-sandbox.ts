import { constants } from "node:fs";
import { cp, mkdir, readdir } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
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
 * Copies what a sandbox would show inside the working folder. A link would do for most tools, but bundlers follow it and
 * refuse what lies outside of the project. File systems that can (APFS, Btrfs, XFS) share the content.
 */
const placeMounts = async ({ folder, readOnly = [] }: SandboxCommand): Promise<void> => {
  for (const { from, to } of readOnly.filter(({ to }) => to.startsWith("/app/"))) {
    const target = join(folder, to.slice("/app/".length));
    const present = await readdir(target).catch(() => []);
    if (present.length > 0) continue;
    await mkdir(target, { recursive: true });
    await cp(from, target, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
  }
};

/**
 * No walls at all; chosen by the operator alone, for a machine where only their own code is built. The bounds hold, and
 * the environment is as empty as in a sandbox.
 */
export const createNoSandbox = (path: string): Sandbox => ({
  name: "none",
  findPort: findFreePort,
  run: async (command) => {
    await placeMounts(command);
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
