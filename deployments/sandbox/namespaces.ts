import { describeEnvironment, kernelSettings, type Machine } from "./describe-machine.ts";
import type { SandboxCommand } from "./sandbox.ts";

// A folder that every Linux has and no build is in: nothing has to be made on the machine to mount the new root on.
const ROOT = "/sys";

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

// A mount taken over from the machine may have flags that cannot be taken off here, and then has to be given them again.
const lockDown = (target: string): string =>
  `{ mount -o remount,bind,ro,nosuid,nodev ${target} 2>/dev/null || mount -o remount,bind,ro,nosuid,nodev,noexec ${target} 2>/dev/null || mount -o remount,bind,ro ${target}; }`;

const bind = (from: string, to: string, isReadOnly: boolean): string => {
  const [source, target] = [quote(from), quote(`${ROOT}${to}`)];
  const make = `if [ -d ${source} ]; then mkdir -p ${target}; else mkdir -p "$(dirname ${target})"; touch ${target}; fi`;
  return `${make}; mount --bind ${source} ${target}${isReadOnly ? `; ${lockDown(target)}` : ""}`;
};

const scratch = (path: string, size: string, mode: string): string =>
  `mkdir -p ${quote(ROOT + path)}; mount -t tmpfs -o size=${size},mode=${mode},nosuid,nodev scratch ${quote(ROOT + path)}`;

// Run by root, the command is root to the kernel, without capabilities.
const coverProc = kernelSettings.map((name) => {
  const path = `${ROOT}/proc/${name}`;
  return `if [ -e ${path} ]; then mount --bind ${path} ${path}; ${lockDown(path)}; fi`;
});

const buildRoot = (machine: Machine, command: SandboxCommand): string[] => [
  "set -e",
  "mount --make-rprivate /",
  `mount -t tmpfs -o size=64m,mode=755,nosuid,nodev letscode ${ROOT}`,
  ...machine.readOnly.map(({ from, to }) => bind(from, to, true)),
  ...machine.links.map(
    ({ at, target }) => `mkdir -p "$(dirname ${quote(ROOT + at)})"; ln -s ${quote(target)} ${quote(ROOT + at)}`,
  ),
  `mkdir -p ${ROOT}/proc ${ROOT}/dev ${ROOT}/old`,
  `mount -t proc -o nosuid,nodev,noexec proc ${ROOT}/proc`,
  `echo 0 > ${ROOT}/proc/sys/user/max_user_namespaces`,
  ...coverProc,
  ...["null", "zero", "full", "random", "urandom"].map(
    (device) => `touch ${ROOT}/dev/${device}; mount --bind /dev/${device} ${ROOT}/dev/${device}`,
  ),
  `ln -s /proc/self/fd ${ROOT}/dev/fd; ln -s fd/0 ${ROOT}/dev/stdin; ln -s fd/1 ${ROOT}/dev/stdout; ln -s fd/2 ${ROOT}/dev/stderr`,
  scratch("/dev/shm", "256m", "1777"),
  scratch("/tmp", String(command.limits.diskBytes), "1777"),
  `mkdir -p ${ROOT}/tmp/home`,
  bind(command.folder, "/app", false),
  ...(command.writable ?? []).map(({ from, to }) => bind(from, to, false)),
  ...(command.readOnly ?? []).map(({ from, to }) => bind(from, to, true)),
  ...(command.scratch ?? []).map((path) => scratch(path, "256m", "755")),
  "ip link set lo up 2>/dev/null || ifconfig lo up",
  `cd ${ROOT}`,
  "pivot_root . old",
  "umount -l /old",
  "mount -o remount,ro,nosuid,nodev /",
  "cd /app",
];

/**
 * The same walls from util-linux alone (unshare, mount, pivot_root), for machines without bubblewrap. A root of its
 * own is built on a tmpfs, the old one is detached, and capabilities are dropped before the command runs. The parent's
 * death ends all of it, as `unshare` dies by the signal and its child with it.
 */
export const toNamespaces = (machine: Machine, command: SandboxCommand): string[] => {
  const environment = Object.entries(describeEnvironment(command)).map(([name, value]) => quote(`${name}=${value}`));
  const script = [
    ...buildRoot(machine, command),
    `exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs env -i ${environment.join(" ")} ${command.command.map(quote).join(" ")}`,
  ].join("\n");
  const unshared = ["--user", "--map-root-user", "--mount", "--pid", "--net", "--ipc", "--uts", "--cgroup"];
  return ["setpriv", "--pdeathsig", "KILL", "unshare", ...unshared, "--fork", "--kill-child", "sh", "-c", script];
};
