import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const siteSchema = z.object({
  kind: z.enum(["static", "server"]),
  framework: z.string(),
  isSinglePage: z.boolean(),
  /** Shell command of a server; it listens on $PORT. */
  startCommand: z.string().nullable(),
  /** Folder with node_modules a server needs. */
  dependencies: z.string().nullable(),
});
export type Site = z.infer<typeof siteSchema>;

/** What a deployment's folder holds: `site.json`, and `output/` with the files. */
export const writeSite = (folder: string, site: Site): Promise<void> =>
  writeFile(join(folder, "site.json"), JSON.stringify(site));

/** The description of a finished deployment; null when there is none. It is written last, so what it describes is whole. */
export const readSite = async (folder: string): Promise<Site | null> => {
  const text = await readFile(join(folder, "site.json"), "utf8").catch(() => null);
  return text === null ? null : siteSchema.parse(JSON.parse(text));
};
