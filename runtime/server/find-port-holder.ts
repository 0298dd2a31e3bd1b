import { readdir, readFile, readlink } from "node:fs/promises";
import { basename } from "node:path";

const LISTEN = "0A";

/** Inodes of the sockets that listen on a port. https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html */
const findSockets = async (port: number): Promise<Set<string>> => {
  const tables = await Promise.all(
    ["/proc/net/tcp", "/proc/net/tcp6"].map((file) => readFile(file, "utf8").catch(() => "")),
  );
  const wanted = port.toString(16).toUpperCase().padStart(4, "0");
  const rows = tables.flatMap((table) => table.split("\n").slice(1)).map((row) => row.trim().split(/\s+/));
  return new Set(
    rows
      .filter(([, address = "", , state]) => state === LISTEN && address.endsWith(`:${wanted}`))
      .map((row) => `socket:[${row[9]}]`),
  );
};

const holdsOneOf = async (processId: string, sockets: Set<string>): Promise<boolean> => {
  const folder = `/proc/${processId}/fd`;
  for (const descriptor of await readdir(folder).catch(() => [])) {
    if (sockets.has(await readlink(`${folder}/${descriptor}`).catch(() => ""))) return true;
  }
  return false;
};

/** Names the process that listens on a port, `node (process 4711)`; null where the system does not tell. Linux only. */
export const findPortHolder = async (port: number): Promise<string | null> => {
  const sockets = await findSockets(port);
  if (sockets.size === 0) return null;
  for (const processId of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    if (!(await holdsOneOf(processId, sockets))) continue;
    const [program = ""] = (await readFile(`/proc/${processId}/cmdline`, "utf8").catch(() => "")).split("\0");
    return `${basename(program) || "another program"} (process ${processId})`;
  }
  return null;
};
