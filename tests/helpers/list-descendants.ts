import { readdir, readFile } from "node:fs/promises";

/** Parent of each process of this machine, by process id. Linux. */
const readParents = async (): Promise<Map<number, number>> => {
  const processIds = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const pairs = await Promise.all(
    processIds.map(async (processId): Promise<[number, number]> => {
      const stat = await readFile(`/proc/${processId}/stat`, "utf8").catch(() => "");
      return [Number(processId), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1])];
    }),
  );
  return new Map(pairs);
};

/** Ids of everything a process has started, directly or not. */
export const listDescendants = async (processId: number): Promise<number[]> => {
  const parents = await readParents();
  const found = new Set([processId]);
  for (let size = 0; size !== found.size;) {
    size = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(processId);
  return [...found];
};
