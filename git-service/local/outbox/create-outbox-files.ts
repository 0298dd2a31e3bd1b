import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { type OutboxEntry, outboxEntrySchema } from "./ref-update.ts";

export interface OutboxFiles {
  save(entry: OutboxEntry): Promise<void>;
  remove(entry: OutboxEntry): Promise<void>;
  /** Oldest first. Files that cannot be read are left alone and skipped. */
  list(): Promise<OutboxEntry[]>;
}

const fileName = (entry: OutboxEntry): string =>
  `${String(entry.createdAt).padStart(15, "0")}-${entry.deliveryId}.json`;

/** One small file an entry: on the disk when `save` resolves, gone when the receiver has acknowledged. */
export const createOutboxFiles = (folder: string): OutboxFiles => {
  const readEntry = async (name: string): Promise<OutboxEntry | null> => {
    try {
      return outboxEntrySchema.parse(JSON.parse(await readFile(join(folder, name), "utf8")));
    } catch {
      return null;
    }
  };
  return {
    save: async (entry) => {
      await mkdir(folder, { recursive: true });
      const path = join(folder, fileName(entry));
      const file = await open(`${path}.tmp`, "wx", 0o600);
      try {
        await file.writeFile(JSON.stringify(entry));
        await file.datasync();
      } finally {
        await file.close();
      }
      await rename(`${path}.tmp`, path);
    },
    remove: (entry) => rm(join(folder, fileName(entry)), { force: true }),
    list: async () => {
      const names = await readdir(folder).catch(() => []);
      const entries = await Promise.all(
        names
          .filter((name) => name.endsWith(".json"))
          .toSorted()
          .map(readEntry),
      );
      return entries.filter((entry) => entry !== null);
    },
  };
};
