import { describeEnvironment, describeMounts } from "./describe-mounts.ts";
import type { SandboxCommand } from "./sandbox.ts";

/** Arguments of bubblewrap for a command. https://github.com/containers/bubblewrap */
export const toBubblewrap = (command: SandboxCommand): string[] => {
  const { links, readOnly, writable } = describeMounts(command);
  return [
    "bwrap",
    // Everything unshared: network (loopback of its own), processes, IPC, host name, user, control groups.
    "--unshare-all",
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
    ...readOnly.flatMap(({ from, to }) => ["--ro-bind", from, to]),
    ...links.flatMap(({ at, target }) => ["--symlink", target, at]),
    "--proc",
    "/proc",
    "--dev",
    "/dev",
    "--tmpfs",
    "/tmp",
    "--dir",
    "/tmp/home",
    ...writable.flatMap(({ from, to }) => ["--bind", from, to]),
    "--chdir",
    "/app",
    "--clearenv",
    ...Object.entries(describeEnvironment(command)).flatMap(([name, value]) => ["--setenv", name, value]),
    "--",
    ...command.command,
  ];
};
