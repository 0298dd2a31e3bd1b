import { spawn, type ChildProcess } from "node:child_process";
import { measureTree } from "./measure-tree.ts";
import type { SandboxCommand, SandboxEnd, SandboxResult } from "./sandbox.ts";

const WATCH_MILLISECONDS = 300;

/** Watches memory and the number of processes; answers how to stop watching. */
const watch = (processId: number, { limits }: SandboxCommand, breach: (end: SandboxEnd) => void): (() => void) => {
  let isMeasuring = false;
  const timer = setInterval(() => {
    if (isMeasuring) return;
    isMeasuring = true;
    void measureTree(processId).then((use) => {
      isMeasuring = false;
      if (use.memoryBytes > limits.memoryBytes) breach("memory");
      else if (use.processes > limits.processes) breach("processes");
    });
  }, WATCH_MILLISECONDS);
  return () => clearInterval(timer);
};

const killTree = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
};

/**
 * Runs a program that sets up the sandbox, with an empty environment and no descriptors of ours, and kills its whole
 * process group as soon as a bound is broken (A25). `ulimit` bounds single files; the watcher bounds the rest.
 */
export const runBounded = (
  program: string[],
  command: SandboxCommand,
  options: { environment: Record<string, string>; directory?: string },
): Promise<SandboxResult> =>
  new Promise((resolve) => {
    const blocks = Math.ceil(command.limits.fileBytes / 512);
    const child = spawn("/bin/sh", ["-c", `ulimit -f ${blocks}; ulimit -c 0; exec "$@"`, "sh", ...program], {
      // Next.js's types demand NODE_ENV of every process; a sandbox has an environment of its own.
      env: options.environment as NodeJS.ProcessEnv,
      ...(options.directory === undefined ? {} : { cwd: options.directory }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let end: SandboxEnd = "exit";
    let size = 0;
    const breach = (reason: SandboxEnd): void => {
      if (end === "exit") end = reason;
      killTree(child);
    };
    const receive = (stream: "stdout" | "stderr") => (chunk: Buffer) => {
      size += chunk.length;
      if (size > command.limits.outputBytes) breach("output");
      else command.onOutput(stream, chunk.toString("utf8"));
    };
    child.stdout.on("data", receive("stdout"));
    child.stderr.on("data", receive("stderr"));
    const stopWatching = child.pid === undefined ? () => undefined : watch(child.pid, command, breach);
    const timer = setTimeout(() => breach("time"), command.limits.milliseconds);
    const cancel = (): void => breach("canceled");
    command.signal.addEventListener("abort", cancel, { once: true });
    if (command.signal.aborted) cancel();
    const finish = (exitCode: number | null): void => {
      clearTimeout(timer);
      stopWatching();
      command.signal.removeEventListener("abort", cancel);
      resolve({ exitCode, end });
    };
    child.on("error", () => finish(127));
    child.on("close", finish);
  });
