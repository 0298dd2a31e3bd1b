import type { PackageManifest } from "../framework/read-manifest.ts";
import type { Refusal } from "./refusal.ts";

/** A package's name as the registry takes it; https://github.com/npm/validate-npm-package-name */
const registryName = /^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/i;

/** A version, a range, a tag, or another package of the registry by `npm:`; and nothing that is an address or a path. */
const registryVersion = /^(?:npm:(?:@[\w.~-]+\/)?[\w.~-]+(?:@[^/:]*)?|[^/:\\]*)$/;

/** The package of the registry that a dependency means: itself, or the one behind an alias. */
export const toPackageName = (name: string, version: string): string =>
  /^npm:((?:@[^/@]+\/)?[^/@]+)(?:@.*)?$/.exec(version)?.[1] ?? name;

const refuse = (name: string, version: string): Refusal => ({
  code: "package_source_refused",
  name,
  message: `The dependency ${name} comes from ${version.slice(0, 200)}, not from the package registry.`,
  fix: "Use a published version of it in package.json.",
});

const listOverrides = (overrides: Record<string, unknown>): [string, string][] =>
  Object.entries(overrides).flatMap(([name, value]): [string, string][] => {
    if (typeof value === "string") return value.startsWith("$") ? [] : [[name.replace(/(?<=.)@.*$/, ""), value]];
    return typeof value === "object" && value !== null ? listOverrides({ ...value }) : [];
  });

/**
 * Refuses dependencies that come from anywhere but the registry: from Git, a URL, an archive or a folder, workspaces
 * included (A34). Looks at package.json alone.
 */
export const checkSources = (manifest: PackageManifest): Refusal[] => {
  const { dependencies, devDependencies, optionalDependencies, peerDependencies, overrides } = manifest;
  const named = [dependencies, devDependencies, optionalDependencies, peerDependencies].flatMap((one) =>
    Object.entries(one),
  );
  const refusals = [...named, ...listOverrides(overrides).filter(([name]) => name !== ".")]
    .filter(
      ([name, version]) =>
        !registryVersion.test(version) || !registryName.test(toPackageName(name, version)) || version.startsWith("~/"),
    )
    .map(([name, version]) => refuse(name, version));
  if (manifest.workspaces === undefined) return refusals;
  return [
    ...refusals,
    {
      code: "package_source_refused",
      name: "workspaces",
      message: "package.json names workspaces, and this deploy host installs packages of the registry only.",
      fix: "Move what is shared into the app itself, or deploy it with Vercel.",
    },
  ];
};
