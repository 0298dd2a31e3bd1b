import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";

/**
 * When a process began, as text that only equals itself; null when there is no such process. Process ids are given out
 * again, in a container even the same ones at every start, so an id alone does not tell whether somebody still lives.
 */
export const readProcessIdentity = async (processId: number): Promise<string | null> => {
  if (process.platform === "linux") {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${processId}/stat`, "utf8").catch(() => null),
      readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => ""),
    ]);
    if (stat === null) return null;
    // The name, in parentheses, may hold anything; field 22 counts from the start of the line.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? null : `${boot.trim()}:${fields[19]}`;
  }
  const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(processId)]).catch(() => ({
    stdout: "",
  }));
  return stdout.trim() === "" ? null : stdout.trim();
};
