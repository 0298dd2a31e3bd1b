import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { nameCache, toInstallLockfile, toInstallManifest } from "#deployments/dependencies/name-cache.ts";
import { emptyEntry, isLockfileCurrent, readLockfile } from "#deployments/dependencies/read-lockfile.ts";
import { readManifest, type PackageManifest } from "#deployments/framework/read-manifest.ts";

const template = new URL("../../../../templates/saas/", import.meta.url).pathname;
const machine = { platform: "linux", architecture: "x64", nodeMajor: "24" };

const read = async () => {
  const [manifest, lockfile] = [await readManifest(template), await readLockfile(template)];
  if (manifest === null || lockfile === null) throw new Error("the template has both");
  return { manifest, lockfile };
};
const name = async (change: (manifest: PackageManifest) => PackageManifest, on = machine): Promise<string> => {
  const { manifest, lockfile } = await read();
  const asked = toInstallManifest(change(manifest));
  return nameCache(asked, toInstallLockfile(lockfile, asked), on);
};
const reversed = (versions: Record<string, string>) => Object.fromEntries(Object.entries(versions).toReversed());
const plain = () => name((manifest) => manifest);

describe("the name of a cache of dependencies", () => {
  it("is the same for every app with the same dependencies, whatever else it says of itself", async () => {
    const text = await readFile(`${template}package.json`, "utf8");
    expect(text).toContain('"name": "saas-starter"');
    expect(await name((manifest) => ({ ...manifest, scripts: { build: "other" }, main: "x.js" }))).toBe(await plain());
    expect(await name((one) => ({ ...one, dependencies: reversed(one.dependencies) }))).toBe(await plain());
  });

  it("differs with the dependencies, the lockfile and the machine", async () => {
    const { manifest, lockfile } = await read();
    const asked = toInstallManifest(manifest);
    const other = structuredClone(lockfile);
    const [path] = Object.keys(other.packages).slice(1);
    if (path !== undefined) other.packages[path] = { ...emptyEntry, version: "0.0.1" };
    const names = [
      await plain(),
      await name((one) => ({ ...one, dependencies: { ...one.dependencies, extra: "1.0.0" } })),
      await name((one) => ({ ...one, overrides: { react: "1.0.0" } })),
      await name((one) => one, { ...machine, nodeMajor: "26" }),
      nameCache(asked, toInstallLockfile(other, asked), machine),
      nameCache(asked, null, machine),
    ];
    expect(new Set(names).size).toBe(names.length);
  });

  it("knows a lockfile that was made for other dependencies", async () => {
    const { manifest, lockfile } = await read();
    expect(isLockfileCurrent(lockfile, manifest)).toBe(true);
    expect(isLockfileCurrent(lockfile, { ...manifest, dependencies: {} })).toBe(false);
  });
});
