import { readdir, readFile } from "node:fs/promises";

export interface TreeUse {
  processes: number;
  threads: number;
  memoryBytes: number;
}

const PAGE_BYTES = 4096;

const readChildren = async (id: string): Promise<string[]> => {
  const threads = await readdir(`/proc/${id}/task`).catch(() => []);
  const lists = await Promise.all(
    threads.map((thread) => readFile(`/proc/${id}/task/${thread}/children`, "utf8").catch(() => "")),
  );
  return lists.flatMap((list) => list.split(" ").filter((child) => child !== ""));
};

/** Ids of a process and all it started, itself first. It stops once there are more than `maximum`: a tree may grow faster than it is read. */
export const listTree = async (rootProcess: number, maximum: number): Promise<number[]> => {
  const found = new Set([String(rootProcess)]);
  const pending = [...found];
  for (let id = pending.pop(); id !== undefined && found.size <= maximum; id = pending.pop()) {
    for (const child of await readChildren(id)) {
      if (!found.has(child)) pending.push(child);
      found.add(child);
    }
  }
  return [...found].map(Number);
};

const measureProcess = async (id: number): Promise<{ threads: number; memoryBytes: number } | null> => {
  const [stat, statm] = await Promise.all([
    readFile(`/proc/${id}/stat`, "utf8").catch(() => null),
    readFile(`/proc/${id}/statm`, "utf8").catch(() => null),
  ]);
  if (stat === null || statm === null) return null;
  // The name in parentheses may hold anything, spaces and parentheses included: what counts comes after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { threads: Number(fields[17] ?? 1), memoryBytes: Number(statm.split(" ")[1] ?? 0) * PAGE_BYTES };
};

/**
 * Processes, threads and memory of a process and all it started, from /proc. Control groups would measure more exactly,
 * but an unprivileged user rarely may make one. Answers zeros where there is no /proc.
 */
export const measureTree = async (rootProcess: number, maximum: number): Promise<TreeUse> => {
  const measured = await Promise.all((await listTree(rootProcess, maximum)).map(measureProcess));
  const present = measured.filter((one) => one !== null);
  return {
    processes: present.length,
    threads: present.reduce((sum, { threads }) => sum + threads, 0),
    memoryBytes: present.reduce((sum, { memoryBytes }) => sum + memoryBytes, 0),
  };
};
