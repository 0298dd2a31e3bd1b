import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export interface TaskGroup {
  /** Whoever writes its own process id into this file joins the group, with all it starts from then on. */
  membersFile: string;
  /** Whether the kernel has refused it a task so far, because it held as many as it may. */
  wasFull(): boolean;
  /** Takes the group away once the last of its tasks has ended. */
  remove(): Promise<void>;
}

/** Where the pids controller is: control groups of version 1, then of version 2. */
const controllers = ["/sys/fs/cgroup/pids", "/sys/fs/cgroup"];

const REMOVAL_TRIES = 50;
const REMOVAL_MILLISECONDS = 100;

const removeWhenEmpty = async (folder: string): Promise<void> => {
  for (let tries = 0; tries < REMOVAL_TRIES; tries += 1) {
    try {
      return rmdirSync(folder);
    } catch {
      await setTimeout(REMOVAL_MILLISECONDS, undefined, { ref: false });
    }
  }
};

/** `pids.events` counts under `max` how often a fork was refused, in both versions of control groups. */
const countRefusals = (folder: string): number => {
  try {
    return Number(/^max (\d+)$/m.exec(readFileSync(join(folder, "pids.events"), "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
};

const openGroup = (controller: string, tasks: number): TaskGroup | null => {
  const folder = join(controller, `letscode-${randomUUID()}`);
  try {
    mkdirSync(folder);
  } catch {
    return null;
  }
  try {
    writeFileSync(join(folder, "pids.max"), String(tasks));
    return {
      membersFile: join(folder, "cgroup.procs"),
      wasFull: () => countRefusals(folder) > 0,
      remove: () => removeWhenEmpty(folder),
    };
  } catch {
    rmdirSync(folder);
    return null;
  }
};

/**
 * A control group that holds at most so many tasks (processes and threads): the kernel refuses a fork bomb its next child,
 * where a watcher that counts from outside comes late. One bomb reached a load of 4,000 before it was noticed. Null
 * where this process may make no group; `ulimit` then bounds it, which the kernel ignores for root alone.
 * https://docs.kernel.org/admin-guide/cgroup-v1/pids.html
 */
export const createTaskGroup = (tasks: number): TaskGroup | null => {
  for (const controller of controllers) {
    const group = openGroup(controller, tasks);
    if (group !== null) return group;
  }
  return null;
};
