import { describeEnvironment, describeMounts } from "./describe-mounts.ts";
import type { SandboxCommand } from "./sandbox.ts";

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const bind = (root: string, from: string, to: string, isReadOnly: boolean): string => {
  const [source, target] = [quote(from), quote(`${root}${to}`)];
  const make = `if [ -d ${source} ]; then mkdir -p ${target}; else mkdir -p "$(dirname ${target})"; touch ${target}; fi`;
  return `${make}; mount --rbind ${source} ${target}${isReadOnly ? `; mount -o remount,bind,ro,nosuid,nodev ${target} 2>/dev/null || mount -o remount,bind,ro ${target}` : ""}`;
};

/**
 * The same walls from util-linux alone (unshare, mount, pivot_root), for machines without bubblewrap. A root of its
 * own is built on a tmpfs, the old one is detached, and capabilities are dropped before the command runs.
 */
export const toNamespaces = (command: SandboxCommand): string[] => {
  const { links, readOnly, writable } = describeMounts(command);
  const root = "/tmp/.letscode-root";
  const environment = Object.entries(describeEnvironment(command)).map(([name, value]) => quote(`${name}=${value}`));
  const script = [
    "set -e",
    "mount --make-rprivate /",
    `mkdir -p ${root}`,
    `mount -t tmpfs -o size=64m,mode=755 letscode ${root}`,
    ...readOnly.map(({ from, to }) => bind(root, from, to, true)),
    ...links.map(({ at, target }) => `ln -s ${quote(target)} ${quote(`${root}${at}`)}`),
    `mkdir -p ${root}/proc ${root}/dev ${root}/tmp ${root}/old`,
    `mount -t proc proc ${root}/proc`,
    `mount -t tmpfs -o size=1g,mode=1777 tmp ${root}/tmp`,
    `mkdir -p ${root}/tmp/home`,
    ...["null", "zero", "full", "random", "urandom"].map(
      (device) => `touch ${root}/dev/${device}; mount --bind /dev/${device} ${root}/dev/${device}`,
    ),
    ...writable.map(({ from, to }) => bind(root, from, to, false)),
    "ip link set lo up 2>/dev/null || ifconfig lo up 2>/dev/null || true",
    `cd ${root}`,
    "pivot_root . old",
    "umount -l /old",
    "cd /app",
    `exec setpriv --bounding-set=-all --inh-caps=-all --no-new-privs env -i ${environment.join(" ")} ${command.command.map(quote).join(" ")}`,
  ].join("\n");
  return [
    "unshare",
    "--user",
    "--map-root-user",
    "--mount",
    "--pid",
    "--net",
    "--ipc",
    "--uts",
    "--fork",
    "--kill-child",
    "sh",
    "-c",
    script,
  ];
};
