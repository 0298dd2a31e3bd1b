import { createHash } from "node:crypto";
import type { PackageManifest } from "../framework/read-manifest.ts";
import { emptyEntry, type Lockfile } from "./read-lockfile.ts";

/** What of package.json decides what is installed; its name, version and scripts do not, so that apps share what they can. */
export const toInstallManifest = (manifest: PackageManifest): Record<string, unknown> => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies, overrides } = manifest;
  const kinds = { dependencies, devDependencies, optionalDependencies, peerDependencies, overrides };
  return {
    name: "app",
    version: "0.0.0",
    private: true,
    ...Object.fromEntries(Object.entries(kinds).filter(([, versions]) => Object.keys(versions).length > 0)),
  };
};

/** The lockfile of the same; only the names that the app gave itself differ. */
export const toInstallLockfile = (lockfile: Lockfile, manifest: Record<string, unknown>): Lockfile => {
  const { "": root, ...packages } = lockfile.packages;
  return {
    ...lockfile,
    name: "app",
    version: "0.0.0",
    packages: root === undefined ? packages : { "": { ...emptyEntry, ...manifest }, ...packages },
  };
};

const sorted = (_: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

/** Name of the folder that holds what a manifest and its lockfile install, on this kind of machine. */
export const nameCache = (
  manifest: Record<string, unknown>,
  lockfile: Lockfile | null,
  machine: { platform: string; architecture: string; nodeMajor: string },
): string =>
  createHash("sha256")
    .update(JSON.stringify([manifest, lockfile, machine], sorted))
    .digest("hex")
    .slice(0, 32);
