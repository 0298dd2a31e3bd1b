import { describe, expect, it } from "vitest";
import { checkLockfile } from "#deployments/dependencies/check-lockfile.ts";
import { emptyEntry, listPackages, type LockEntry } from "#deployments/dependencies/read-lockfile.ts";

const check = (entry: Partial<LockEntry>, name = "thing") =>
  checkLockfile([{ name, version: "1.0.0", entry: { ...emptyEntry, ...entry } }], "registry.example.com");

describe("what a lockfile brings (A34)", () => {
  it.each([
    {},
    { resolved: "https://registry.example.com/thing/-/thing-1.0.0.tgz" },
    { resolved: "https://registry.npmjs.org/thing/-/thing-1.0.0.tgz" },
    { inBundle: true, resolved: "ignored" },
  ])("takes %j", (entry) => {
    expect(check(entry)).toEqual([]);
  });

  it.each([
    { resolved: "https://evil.example.com/thing-1.0.0.tgz" },
    { resolved: "https://registry.npmjs.org.evil.example.com/thing.tgz" },
    { resolved: "https://registry.npmjs.org@evil.example.com/thing.tgz" },
    { resolved: "git+ssh://git@example.com/a/b.git#abc" },
    { resolved: "file:../thing" },
    { resolved: "../thing", link: true },
    { resolved: "not an address" },
  ])("A34: refuses %j", (entry) => {
    expect(check(entry)).toMatchObject([{ code: "package_source_refused", name: "thing" }]);
  });

  it("A34: refuses what runs a script when installed, but for what is known to work without", () => {
    expect(check({ hasInstallScript: true })).toMatchObject([{ code: "package_runs_scripts", name: "thing" }]);
    expect(check({ hasInstallScript: true }, "esbuild")).toEqual([]);
  });

  it("lists what is installed on this machine, by its real name", () => {
    const packages = listPackages(
      {
        lockfileVersion: 3,
        packages: {
          "": emptyEntry,
          "node_modules/a": { ...emptyEntry, version: "1.0.0" },
          "node_modules/a/node_modules/@scope/b": { ...emptyEntry, version: "2.0.0" },
          "node_modules/alias": { ...emptyEntry, name: "real", version: "3.0.0" },
          "node_modules/mac": { ...emptyEntry, version: "4.0.0", optional: true, os: ["darwin"] },
          "node_modules/not-mac": { ...emptyEntry, version: "5.0.0", optional: true, os: ["!darwin"] },
          "node_modules/arm": { ...emptyEntry, version: "6.0.0", optional: true, os: ["linux"], cpu: ["arm64"] },
        },
      },
      "linux",
      "x64",
    );
    expect(packages.map(({ name, version }) => `${name}@${version}`)).toEqual([
      "a@1.0.0",
      "@scope/b@2.0.0",
      "real@3.0.0",
      "not-mac@5.0.0",
    ]);
  });
});
