import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSources, toPackageName } from "#deployments/dependencies/check-sources.ts";
import type { PackageManifest } from "#deployments/framework/read-manifest.ts";

const empty: PackageManifest = {
  scripts: {},
  dependencies: {},
  devDependencies: {},
  optionalDependencies: {},
  peerDependencies: {},
  overrides: {},
};
const check = (version: string, name = "thing") => checkSources({ ...empty, dependencies: { [name]: version } });

describe("where dependencies come from (A34)", () => {
  it.each([
    "1.2.3",
    "^1.2.3",
    "~1.2",
    ">=1 <3",
    "1.x || 2.x",
    "*",
    "",
    "latest",
    "1.0.0-beta.2+build",
    "npm:other@^2.0.0",
    "npm:@scope/other@2",
    "1.0.0 - 2.0.0",
  ])("takes %j from the registry", (version) => {
    expect(check(version)).toEqual([]);
  });

  it.each([
    "git://example.com/a/b.git",
    "git+https://example.com/a/b.git#main",
    "git+ssh://git@example.com/a/b.git",
    "git@example.com:a/b.git",
    "github:a/b",
    "gitlab:a/b",
    "bitbucket:a/b",
    "gist:11081aaa281",
    "a/b",
    "a/b#semver:^1",
    "https://example.com/a.tgz",
    "http://127.0.0.1/a.tgz",
    "file:../a",
    "link:../a",
    "portal:../a",
    "patch:a@1#x",
    "workspace:*",
    "catalog:default",
    "../a",
    "./a.tgz",
    "/etc",
    "~/a",
    "C:\\a",
    "npm:https://example.com/a.tgz",
    "npm:../a",
    "jsr:@a/b",
  ])("A34: refuses %j", (version) => {
    expect(check(version)).toMatchObject([{ code: "package_source_refused", name: "thing" }]);
  });

  it("A34: looks at every kind of dependency, at overrides and at workspaces", () => {
    const url = "https://example.com/a.tgz";
    for (const kind of ["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"] as const)
      expect(checkSources({ ...empty, [kind]: { thing: url } })).toHaveLength(1);
    expect(checkSources({ ...empty, overrides: { a: { b: { ".": "1.0.0", c: url } }, "d@2": "3.0.0" } })).toMatchObject(
      [{ name: "c" }],
    );
    expect(checkSources({ ...empty, workspaces: ["packages/*"] })).toMatchObject([{ name: "workspaces" }]);
  });

  it.each(["../evil", "a b", "@a/b/c", "http://a", "a;b", "--flag/x", "", "."])("A34: refuses the name %j", (name) => {
    expect(check("1.0.0", name)).toHaveLength(1);
  });

  it("never lets an address through, wherever it stands", () => {
    const scheme = fc.constantFrom("https:", "http:", "git:", "git+ssh:", "file:", "ssh:", "github:", "link:");
    fc.assert(
      fc.property(scheme, fc.string({ maxLength: 30 }), (start, rest) => {
        expect(check(`${start}${rest}`)).toHaveLength(1);
      }),
    );
  });

  it("knows the package behind an alias", () => {
    expect(toPackageName("react", "^19.0.0")).toBe("react");
    expect(toPackageName("react", "npm:@scope/other@1.2.3")).toBe("@scope/other");
    expect(toPackageName("react", "npm:other")).toBe("other");
  });
});
