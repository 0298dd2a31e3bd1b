import { readdir, readFile } from "node:fs/promises";

export interface TreeUse {
  processes: number;
  memoryBytes: number;
}

const PAGE_BYTES = 4096;

interface Entry {
  parent: number;
  pages: number;
}

const readEntry = async (id: string): Promise<[number, Entry] | null> => {
  const [stat, statm] = await Promise.all([
    readFile(`/proc/${id}/stat`, "utf8").catch(() => ""),
    readFile(`/proc/${id}/statm`, "utf8").catch(() => ""),
  ]);
  // The name in parentheses may hold anything, spaces and parentheses included: what counts comes after the last one.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const parent = Number(fields[1]);
  return Number.isInteger(parent) && stat !== ""
    ? [Number(id), { parent, pages: Number(statm.split(" ")[1] ?? 0) }]
    : null;
};

/**
 * Processes and memory of a process and all it started, from /proc. Control groups would measure more exactly, but
 * an unprivileged user rarely may make one. Answers zeros where there is no /proc.
 */
export const measureTree = async (rootProcess: number): Promise<TreeUse> => {
  const ids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  const entries = new Map((await Promise.all(ids.map(readEntry))).filter((entry) => entry !== null));
  const children = new Map<number, number[]>();
  for (const [id, { parent }] of entries) children.set(parent, [...(children.get(parent) ?? []), id]);
  const use: TreeUse = { processes: 0, memoryBytes: 0 };
  const pending = [rootProcess];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const entry = entries.get(id);
    if (entry === undefined) continue;
    use.processes += 1;
    use.memoryBytes += entry.pages * PAGE_BYTES;
    pending.push(...(children.get(id) ?? []));
  }
  return use;
};
