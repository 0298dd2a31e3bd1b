import { readdir, readFile, readlink } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";

const describeProcess = async (pid: string, folder: string): Promise<string[]> => {
  try {
    const cwd = await readlink(`/proc/${pid}/cwd`);
    if (cwd !== folder && !cwd.startsWith(`${folder}/`)) return [];
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    const isDead = stat.slice(stat.lastIndexOf(")") + 2).startsWith("Z");
    return isDead ? [] : [(await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ").trim()];
  } catch {
    return [];
  }
};

/** Command lines of the processes that work in a folder or below; none where the system has no /proc. */
export const listProcessesIn = async (folder: string): Promise<string[]> => {
  const pids = (await readdir("/proc").catch(() => [])).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map((pid) => describeProcess(pid, folder)))).flat();
};

/** Throws when processes that work in a folder have not ended within two seconds. */
export const assertNoProcessesIn = async (folder: string): Promise<void> => {
  let left: string[] = [];
  for (let attempt = 0; attempt < 40; attempt += 1) {
    left = await listProcessesIn(folder);
    if (left.length === 0) return;
    await wait(50);
  }
  throw new Error(`Processes were left behind: ${left.join("; ")}`);
};
