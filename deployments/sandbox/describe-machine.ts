import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxCommand, SandboxMount } from "./sandbox.ts";

export const BRIDGE_INSIDE = "/opt/letscode/bridge.mjs";
export const NODE_INSIDE = "/opt/node/bin/node";
export const BRIDGE = fileURLToPath(new URL("bridge.mjs", import.meta.url));

/** Folders of the system every program needs, and the few files of /etc that hold no secrets. */
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store"];
const systemFiles = [
  "/etc/ssl",
  "/etc/ca-certificates",
  "/etc/pki",
  "/etc/alternatives",
  "/etc/ld.so.cache",
  "/etc/ld.so.conf",
  "/etc/ld.so.conf.d",
  "/etc/localtime",
  "/etc/nsswitch.conf",
];

/** Parts of /proc that root may write by its name alone, without capabilities: these are read-only inside. */
export const kernelSettings = ["sys", "sysrq-trigger", "irq", "bus", "fs", "acpi", "scsi", "mtrr", "tty", "pressure"];

interface Link {
  at: string;
  target: string;
}

/** What of the machine every sandbox sees, all of it read-only. */
export interface Machine {
  links: Link[];
  readOnly: SandboxMount[];
}

export interface Mounts extends Machine {
  writable: SandboxMount[];
  scratch: string[];
}

/** npm's own folder on this machine; inside it lies at /opt/npm, with its commands on the path. */
const findNpm = (): Machine => {
  const { stdout } = spawnSync("/bin/sh", ["-c", "command -v npm"], { encoding: "utf8" });
  const found = stdout.trim();
  if (found === "" || !existsSync(found)) return { links: [], readOnly: [] };
  const folder = dirname(dirname(realpathSync(found)));
  const commands = ["npm", "npx"].filter((name) => existsSync(join(folder, "bin", `${name}-cli.js`)));
  return {
    links: commands.map((name) => ({ at: `/opt/letscode/bin/${name}`, target: `/opt/npm/bin/${name}-cli.js` })),
    readOnly: [{ from: folder, to: "/opt/npm" }],
  };
};

export const describeMachine = (): Machine => {
  const npm = findNpm();
  const present = systemFolders.filter((path) => existsSync(path));
  return {
    links: [
      ...present
        .filter((path) => lstatSync(path).isSymbolicLink())
        .map((path) => ({ at: path, target: readlinkSync(path) })),
      ...npm.links,
    ],
    readOnly: [
      ...present.filter((path) => !lstatSync(path).isSymbolicLink()).map((path) => ({ from: path, to: path })),
      ...systemFiles.filter((path) => existsSync(path)).map((path) => ({ from: realpathSync(path), to: path })),
      { from: realpathSync(process.execPath), to: NODE_INSIDE },
      { from: BRIDGE, to: BRIDGE_INSIDE },
      ...npm.readOnly,
    ],
  };
};

/** Environment of a sandboxed command: what it was given, and the least a program expects. */
export const describeEnvironment = (command: SandboxCommand): Record<string, string> => ({
  PATH: "/opt/letscode/bin:/app/node_modules/.bin:/opt/node/bin:/usr/local/bin:/usr/bin:/bin",
  HOME: "/tmp/home",
  TMPDIR: "/tmp",
  LANG: "C.UTF-8",
  CI: "1",
  NO_UPDATE_NOTIFIER: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  ASTRO_TELEMETRY_DISABLED: "1",
  ...command.environment,
});
