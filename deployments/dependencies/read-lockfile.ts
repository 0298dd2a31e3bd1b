import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { PackageManifest } from "../framework/read-manifest.ts";

const versions = z.record(z.string(), z.string()).default({});
const names = z.array(z.string()).optional();

const entrySchema = z.looseObject({
  name: z.string().optional(),
  version: z.string().optional(),
  resolved: z.string().optional(),
  link: z.boolean().default(false),
  inBundle: z.boolean().default(false),
  optional: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
  os: names,
  cpu: names,
  libc: names,
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  peerDependencies: versions,
});
export type LockEntry = z.infer<typeof entrySchema>;
export const emptyEntry = entrySchema.parse({});

const lockfileSchema = z.looseObject({
  lockfileVersion: z.number().min(2),
  packages: z.record(z.string(), entrySchema),
});
export type Lockfile = z.infer<typeof lockfileSchema>;

/** The lockfile of a folder (https://docs.npmjs.com/cli/configuring-npm/package-lock-json); null without one that can be used. */
export const readLockfile = async (folder: string): Promise<Lockfile | null> => {
  for (const name of ["npm-shrinkwrap.json", "package-lock.json"]) {
    const text = await readFile(join(folder, name), "utf8").catch(() => null);
    if (text === null) continue;
    try {
      const result = lockfileSchema.safeParse(JSON.parse(text));
      if (result.success) return result.data;
    } catch {
      // Not JSON: resolved anew, as npm itself would.
    }
  }
  return null;
};

const asText = (record: Record<string, string>): string => JSON.stringify(Object.entries(record).toSorted());

/** True when the lockfile was made for what package.json asks for. */
export const isLockfileCurrent = (lockfile: Lockfile, manifest: PackageManifest): boolean => {
  const root = lockfile.packages[""];
  return (
    root !== undefined &&
    (["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const).every(
      (kind) => asText(root[kind]) === asText(manifest[kind]),
    )
  );
};

const fits = (allowed: string[] | undefined, value: string): boolean =>
  allowed === undefined ||
  (!allowed.includes(`!${value}`) && (allowed.every((one) => one.startsWith("!")) || allowed.includes(value)));

export interface LockedPackage {
  name: string;
  version: string;
  entry: LockEntry;
}

/** Packages of a lockfile that would be installed on this machine. */
export const listPackages = (lockfile: Lockfile, platform: string, architecture: string): LockedPackage[] =>
  Object.entries(lockfile.packages)
    .filter(([path]) => path !== "")
    .filter(([, entry]) => !entry.optional || (fits(entry.os, platform) && fits(entry.cpu, architecture)))
    .map(([path, entry]) => ({
      name: entry.name ?? path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version: entry.version ?? "",
      entry,
    }));
