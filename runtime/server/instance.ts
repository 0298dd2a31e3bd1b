import { access, constants, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { DataFolderError } from "./data-folder-error.ts";
import { InstanceRunningError } from "./instance-running-error.ts";
import { readProcessIdentity } from "./process-identity.ts";

/** What a running server writes down for workers and for the next start. */
const instanceSchema = z.object({
  processId: z.number().int(),
  processIdentity: z.string(),
  host: z.string(),
  port: z.number().int(),
  url: z.string(),
  /** Null until the database runs. */
  databaseUrl: z.string().nullable(),
});
export type Instance = z.infer<typeof instanceSchema>;

const fileOf = (dataDirectory: string): string => join(dataDirectory, "server.json");

/** Readable by the owner alone: the database's address has its password. */
const save = async (dataDirectory: string, instance: Instance): Promise<void> => {
  const draft = `${fileOf(dataDirectory)}.${process.pid}`;
  await writeFile(draft, JSON.stringify(instance), { mode: 0o600 });
  await rename(draft, fileOf(dataDirectory));
};

const parseInstance = (text: string): Instance | null => {
  try {
    return instanceSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};

/** The server that works on a data folder right now; null when there is none, or what is written down has died. */
export const findInstance = async (dataDirectory: string): Promise<Instance | null> => {
  const instance = parseInstance(await readFile(fileOf(dataDirectory), "utf8").catch(() => ""));
  if (instance === null) return null;
  return (await readProcessIdentity(instance.processId)) === instance.processIdentity ? instance : null;
};

const checkFolder = async (dataDirectory: string): Promise<void> => {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o755 });
    await access(dataDirectory, constants.R_OK | constants.W_OK | constants.X_OK);
    const probe = join(dataDirectory, `.probe-${process.pid}`);
    await writeFile(probe, "");
    await rm(probe);
  } catch (thrown) {
    const code = thrown instanceof Error && "code" in thrown ? String(thrown.code) : "";
    const reasons: Record<string, string> = {
      EACCES: "this user may not write there",
      EPERM: "this user may not write there",
      EROFS: "it is on a read-only disk",
      ENOSPC: "the disk is full",
      ENOTDIR: "a part of the path is a file",
      EEXIST: "there is a file of that name",
    };
    throw new DataFolderError(dataDirectory, reasons[code] ?? String(thrown), thrown);
  }
};

export interface Claim {
  /** Completes what is written down once the database runs. */
  publish(databaseUrl: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data folder for this process. What a server that was killed left behind is no obstacle. Throws
 * InstanceRunningError when another server works on it, DataFolderError when it cannot be used.
 */
export const claimDataFolder = async (
  dataDirectory: string,
  address: Pick<Instance, "host" | "port" | "url">,
): Promise<Claim> => {
  await checkFolder(dataDirectory);
  const other = await findInstance(dataDirectory);
  if (other !== null) throw new InstanceRunningError(dataDirectory, other);
  const processIdentity = (await readProcessIdentity(process.pid)) ?? "";
  const instance = { ...address, processId: process.pid, processIdentity, databaseUrl: null };
  await save(dataDirectory, instance);
  return {
    publish: (databaseUrl) => save(dataDirectory, { ...instance, databaseUrl }),
    release: () => rm(fileOf(dataDirectory), { force: true }),
  };
};
