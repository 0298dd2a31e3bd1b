import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, readlinkSync, realpathSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { SandboxCommand, SandboxMount } from "./sandbox.ts";

export const BRIDGE_INSIDE = "/opt/letscode/bridge.mjs";
export const NODE_INSIDE = "/opt/node/bin/node";
const BRIDGE = fileURLToPath(new URL("bridge.mjs", import.meta.url));

/** Folders of the system every program needs, and the few files of /etc that hold no secrets. */
const systemFolders = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"];
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

export interface Mounts {
  links: { at: string; target: string }[];
  readOnly: SandboxMount[];
  writable: SandboxMount[];
}

/** npm's own folder on this machine; inside the sandbox it lies at /opt/npm. */
const findNpm = (): SandboxMount[] => {
  const { stdout } = spawnSync("/bin/sh", ["-c", "command -v npm"], { encoding: "utf8" });
  const found = stdout.trim();
  return existsSync(found) ? [{ from: dirname(dirname(realpathSync(found))), to: "/opt/npm" }] : [];
};

/** What a command sees of the machine: the system read-only, node and npm, its own folder, and what it was given. */
export const describeMounts = (command: SandboxCommand): Mounts => {
  const present = systemFolders.filter((path) => existsSync(path));
  return {
    links: present
      .filter((path) => lstatSync(path).isSymbolicLink())
      .map((path) => ({ at: path, target: readlinkSync(path) })),
    readOnly: [
      ...present.filter((path) => !lstatSync(path).isSymbolicLink()).map((path) => ({ from: path, to: path })),
      ...systemFiles.filter((path) => existsSync(path)).map((path) => ({ from: realpathSync(path), to: path })),
      { from: realpathSync(process.execPath), to: NODE_INSIDE },
      { from: BRIDGE, to: BRIDGE_INSIDE },
      ...findNpm(),
      ...(command.readOnly ?? []),
    ],
    writable: [{ from: command.folder, to: "/app" }, ...(command.writable ?? [])],
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
  ...command.environment,
});
