import { describeEnvironment, kernelSettings, type Machine } from "./describe-machine.ts";
import type { SandboxCommand, SandboxMount } from "./sandbox.ts";

const SHARED_MEMORY_BYTES = 256 * 1024 ** 2;
const SCRATCH_BYTES = 256 * 1024 ** 2;

const scratch = (path: string, bytes: number): string[] => ["--size", String(bytes), "--tmpfs", path];
const bind = (option: string, mounts: SandboxMount[]): string[] => mounts.flatMap(({ from, to }) => [option, from, to]);

/**
 * Bubblewrap means to make kernel settings read-only, but asks access(2) first, which says of the folder /proc/sys that
 * nobody may write to it; started by root, a build could then set /proc/sys/kernel/core_pattern of the whole machine (seen
 * with 0.8.0).
 */
const coverProc = (): string[] => kernelSettings.flatMap((name) => ["--ro-bind-try", `/proc/${name}`, `/proc/${name}`]);

/**
 * Arguments of bubblewrap for a command (https://github.com/containers/bubblewrap). Everything is unshared, the network
 * too: what is left of it is a loopback of its own. Each place that can be written is a folder that is measured, or a
 * file system in memory of bounded size; the root and /dev become read-only last, since bubblewrap makes them on one without.
 */
export const toBubblewrap = (machine: Machine, command: SandboxCommand): string[] => [
  "bwrap",
  "--unshare-all",
  // No user namespaces inside, so none of what only becomes possible in one: mounts, packet sockets, and the kernel's faults there.
  "--unshare-user",
  "--disable-userns",
  "--die-with-parent",
  "--new-session",
  "--hostname",
  "build",
  "--uid",
  "1000",
  "--gid",
  "1000",
  "--cap-drop",
  "ALL",
  ...bind("--ro-bind", machine.readOnly),
  ...machine.links.flatMap(({ at, target }) => ["--symlink", target, at]),
  "--proc",
  "/proc",
  ...coverProc(),
  "--dev",
  "/dev",
  ...scratch("/dev/shm", SHARED_MEMORY_BYTES),
  ...scratch("/tmp", command.limits.diskBytes),
  "--dir",
  "/tmp/home",
  "--bind",
  command.folder,
  "/app",
  ...bind("--bind", command.writable ?? []),
  ...bind("--ro-bind", command.readOnly ?? []),
  ...(command.scratch ?? []).flatMap((path) => scratch(path, SCRATCH_BYTES)),
  "--remount-ro",
  "/dev",
  "--remount-ro",
  "/",
  "--chdir",
  "/app",
  "--clearenv",
  ...Object.entries(describeEnvironment(command)).flatMap(([name, value]) => ["--setenv", name, value]),
  "--",
  ...command.command,
];
