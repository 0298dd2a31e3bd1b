import { spawn, type ChildProcess } from "node:child_process";
import { StringDecoder } from "node:string_decoder";
import { createTaskGroup, type TaskGroup } from "./create-task-group.ts";
import { measureFolder } from "./measure-folder.ts";
import { listTree, measureTree } from "./measure-tree.ts";
import type { SandboxCommand, SandboxEnd, SandboxResult } from "./sandbox.ts";

const THREADS_PER_PROCESS = 24;
/** Tasks the kernel allows for each process of the limit: Node alone has about ten threads. */
const TASKS_PER_PROCESS = 8;
const DISK_EVERY = 4;
const LINGER_MILLISECONDS = 1_000;

const isDiskFull = async ({ folder, writable = [], limits }: SandboxCommand): Promise<boolean> => {
  let bytes = 0;
  for (const place of [folder, ...writable.map(({ from }) => from)]) {
    bytes += await measureFolder(place, limits.diskBytes - bytes);
    if (bytes > limits.diskBytes) return true;
  }
  return false;
};

/** What is watched: the tree below a process, and the group that holds it, where there is one. */
interface Watched {
  processId: number;
  group: TaskGroup | null;
}

const findBreach = async (
  { processId, group }: Watched,
  command: SandboxCommand,
  round: number,
): Promise<SandboxEnd | null> => {
  const { limits } = command;
  if (group?.wasFull() === true) return "processes";
  const use = await measureTree(processId, limits.processes);
  if (use.memoryBytes > limits.memoryBytes) return "memory";
  if (use.processes > limits.processes || use.threads > limits.processes * THREADS_PER_PROCESS) return "processes";
  return round % DISK_EVERY === 0 && (await isDiskFull(command)) ? "disk" : null;
};

/** Watches memory, processes and disk; answers how to stop watching. */
const watch = (watched: Watched, command: SandboxCommand, breach: (end: SandboxEnd) => void): (() => void) => {
  let isMeasuring = false;
  let round = 0;
  const timer = setInterval(() => {
    if (isMeasuring) return;
    isMeasuring = true;
    round += 1;
    void findBreach(watched, command, round).then((end) => {
      isMeasuring = false;
      if (end !== null) breach(end);
    });
  }, command.limits.watchMilliseconds);
  return () => clearInterval(timer);
};

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL");
  }
};

const TREE_MAXIMUM = 1_000;

/**
 * Where walls stand, what sets them up is in the group, and all behind them dies with it: at once, however many they are.
 * Without walls a tool may have left the group; it is found by descent, as long as its parents are there.
 */
const killTree = async (child: ChildProcess, hasWalls: boolean): Promise<void> => {
  if (hasWalls || child.pid === undefined) return killGroup(child);
  const root = child.pid;
  const ids = await listTree(root, TREE_MAXIMUM);
  killGroup(child);
  for (const id of ids.filter((id) => id !== root)) {
    try {
      process.kill(id, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
  }
};

/** Hands output on as text, whole characters at a time, and reports when there is too much of it. */
const readOutput = (child: ChildProcess, command: SandboxCommand, breach: (end: SandboxEnd) => void): void => {
  let size = 0;
  for (const name of ["stdout", "stderr"] as const) {
    const decoder = new StringDecoder("utf8");
    child[name]?.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > command.limits.outputBytes) breach("output");
      else command.onOutput(name, decoder.write(chunk));
    });
  }
};

/**
 * Runs a program that sets up the sandbox, with an empty environment and no descriptors of ours, and kills its whole
 * tree as soon as a bound is broken (A25). `ulimit` bounds single files, a control group the number of tasks; the watcher
 * bounds the rest.
 */
export const runBounded = (
  program: string[],
  command: SandboxCommand,
  /** `directory`: to run in, for a program that sets up no walls. */
  options: { environment: Record<string, string>; directory?: string },
): Promise<SandboxResult> =>
  new Promise((resolve) => {
    if (command.signal.aborted) return resolve({ exitCode: null, end: "canceled" });
    const blocks = Math.ceil(command.limits.fileBytes / 512);
    const group = createTaskGroup(command.limits.processes * TASKS_PER_PROCESS);
    const join = group === null ? "" : `echo $$ > ${group.membersFile}; `;
    const child = spawn("/bin/sh", ["-c", `${join}ulimit -f ${blocks}; ulimit -c 0; exec "$@"`, "sh", ...program], {
      env: { NODE_ENV: "production", ...options.environment },
      ...(options.directory === undefined ? {} : { cwd: options.directory }),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    let end: SandboxEnd = "exit";
    const breach = (reason: SandboxEnd): void => {
      if (end === "exit") end = reason;
      void killTree(child, options.directory === undefined);
    };
    readOutput(child, command, breach);
    const stopWatching =
      child.pid === undefined ? () => undefined : watch({ processId: child.pid, group }, command, breach);
    const timer = setTimeout(() => breach("time"), Math.min(command.limits.milliseconds, 2 ** 31 - 1));
    const cancel = (): void => breach("canceled");
    command.signal.addEventListener("abort", cancel, { once: true });
    const stop = (): void => {
      clearTimeout(timer);
      stopWatching();
      command.signal.removeEventListener("abort", cancel);
    };
    child.on("error", () => {
      stop();
      void group?.remove();
      resolve({ exitCode: 127, end });
    });
    child.on("exit", (exitCode) => {
      stop();
      // A program the kernel refused a task may give up before the watcher counts what it had.
      if (exitCode !== 0 && end === "exit" && group?.wasFull() === true) end = "processes";
      // What it left behind must neither live on nor keep us waiting for its output.
      killGroup(child);
      void group?.remove();
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, LINGER_MILLISECONDS).unref();
    });
    child.on("close", (exitCode) => resolve({ exitCode, end }));
  });
