import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestHost, toDeployment, type Files, type TestHost } from "./helpers/create-test-host.ts";
import { findSandboxes } from "./helpers/run-in-sandbox.ts";
import { startFakeRegistry, type FakeRegistry } from "./helpers/start-fake-registry.ts";

const sandboxes = await findSandboxes();
const tool = {
  "bin/build.js":
    "#!/usr/bin/env node\nrequire('fs').mkdirSync('dist', { recursive: true }); require('fs').writeFileSync('dist/index.html', 'built by ' + require('../package.json').version);\n",
};
const shipped = { bin: { maker: "bin/build.js" } };

const packages = {
  maker: [
    { version: "1.0.0", files: tool, manifest: shipped },
    { version: "1.1.0", files: tool, manifest: { ...shipped, dependencies: { helper: "^1.0.0" } } },
    { version: "1.2.0", files: tool, manifest: shipped, daysOld: 2 },
  ],
  helper: [{ version: "1.0.0" }, { version: "1.0.1", daysOld: 1 }],
  newborn: [{ version: "1.0.0", daysOld: 3 }],
  timeless: [{ version: "1.0.0", daysOld: null, files: tool, manifest: shipped }],
  scripted: [{ version: "1.0.0", manifest: { scripts: { postinstall: "touch /app/ran-a-script" } } }],
  "brings-scripted": [{ version: "1.0.0", manifest: { dependencies: { scripted: "1.0.0" } } }],
  "brings-url": [{ version: "1.0.0", manifest: { dependencies: { helper: "http://127.0.0.1:9/helper.tgz" } } }],
};

const toFiles = (dependencies: Record<string, string>, more: Files = {}): Files => ({
  "package.json": JSON.stringify({ name: "app", scripts: { build: "maker" }, dependencies }),
  ...more,
});
const codeOf = (failure: unknown): unknown => (failure instanceof Error && "code" in failure ? failure.code : failure);

const toLockfile = (more: object) => ({
  lockfileVersion: 3,
  packages: { "": { dependencies: { maker: "1.0.0" } }, "node_modules/maker": { version: "1.0.0", ...more } },
});
const toLockedFiles = (more: object): Files =>
  toFiles({ maker: "1.0.0" }, { "package-lock.json": JSON.stringify(toLockfile(more)) });

// The walls have tests of their own; what is installed does not depend on which of them stand.
describe.each(sandboxes.slice(0, 1))("dependencies in $name", (sandbox) => {
  let registry: FakeRegistry;
  let host: TestHost;
  beforeAll(async () => {
    registry = await startFakeRegistry(packages);
    host = await createTestHost(sandbox, { registry: async () => registry.url });
  });
  afterAll(async () => {
    await registry.stop();
    await host.close();
  });
  beforeEach(() => void (registry.requests.length = 0));

  const cached = async (): Promise<string[]> =>
    (await readdir(join(host.dataDirectory, "cache", "dependencies")).catch(() => [])).filter(
      (name) => name !== "published.json",
    );

  it("are installed, found by the build and shared by what asks for the same", async () => {
    const files = toFiles({ maker: "^1.0.0" });
    const first = await host.deploy(files);
    expect(first.failure).toBeNull();
    // Neither 1.2.0 of the maker nor 1.0.1 of its helper: both are days old.
    expect(await readFile(join(first.folder, "output", "index.html"), "utf8")).toBe("built by 1.1.0");
    const [folder] = await cached();
    const helper = await readFile(
      join(host.dataDirectory, "cache", "dependencies", folder ?? "", "node_modules", "helper", "package.json"),
      "utf8",
    );
    expect(helper).toContain("1.0.0");
    registry.requests.length = 0;
    const second = await host.deploy({
      ...files,
      "package.json": files["package.json"]?.replace("app", "another") ?? "",
    });
    expect(second.failure).toBeNull();
    expect(second.log).toContain("Dependencies are cached");
    expect(registry.requests).toEqual([]);
    expect(await cached()).toHaveLength(1);
  });

  it("are installed once for builds that want them at the same time", async () => {
    const files = toFiles({ maker: "1.0.0" });
    const results = await Promise.all(
      [1, 2, 3].map((branch) => host.deploy(files, { deployment: toDeployment({ branch: `b${branch}` }) })),
    );
    expect(results.map(({ failure }) => failure)).toEqual([null, null, null]);
    expect(registry.requests.filter((path) => path.includes("/-/"))).toHaveLength(1);
  });

  it("are resolved anew, and said so, where the lockfile does not fit", async () => {
    const lockfile = { lockfileVersion: 3, packages: { "": { dependencies: { helper: "1.0.0" } } } };
    const stale = await host.deploy(toFiles({ maker: "1.1.0" }, { "package-lock.json": JSON.stringify(lockfile) }));
    expect(stale.failure).toBeNull();
    expect(stale.log.join("\n")).toContain("package-lock.json does not fit package.json");
    // One that claims to fit, but lacks a package.
    const lacking = { lockfileVersion: 3, packages: { "": { dependencies: { maker: "1.1.0", helper: "1.0.0" } } } };
    const files = toFiles({ maker: "1.1.0", helper: "1.0.0" }, { "package-lock.json": JSON.stringify(lacking) });
    expect((await host.deploy(files)).failure).toBeNull();
  });

  it("are taken with a warning where the registry tells no times", async () => {
    const { failure, log } = await host.deploy(toFiles({ timeless: "1.0.0" }, {}));
    expect(log).toContain("The registry does not tell when packages were published, so their age was not checked");
    expect(failure).toBeNull();
  });

  const refused: [string, Record<string, string>, string, string][] = [
    ["does not exist", { "no-such-package": "^1.0.0" }, "package_not_found", "no-such-package"],
    ["has no such version", { helper: "9.9.9" }, "package_not_found", "helper"],
    ["was first published days ago", { newborn: "*" }, "package_too_new", "newborn"],
    ["is an exact version of days ago", { maker: "1.2.0" }, "package_too_new", "maker"],
    ["has only versions of days ago that fit", { maker: "~1.2.0" }, "package_too_new", "maker"],
    ["runs a script when installed", { scripted: "1.0.0" }, "package_runs_scripts", "scripted"],
    ["brings one that does", { "brings-scripted": "1.0.0" }, "package_runs_scripts", "scripted"],
    ["comes from a URL", { thing: "http://127.0.0.1:9/thing.tgz" }, "package_source_refused", "thing"],
    ["comes from Git", { thing: "github:a/thing" }, "package_source_refused", "thing"],
    ["brings one from a URL", { "brings-url": "1.0.0" }, "package_source_refused", "helper"],
  ];
  it.each(refused)("A34: refuses before install what %s", async (_, dependencies, code, name) => {
    const before = await cached();
    const { failure, folder } = await host.deploy(toFiles(dependencies));
    expect(codeOf(failure)).toBe(code);
    expect(String(failure)).toContain(name);
    expect(registry.requests.filter((path) => path.includes("/-/"))).toEqual([]);
    expect(await cached()).toEqual(before);
    expect(await readdir(folder).catch(() => [])).toEqual([]);
  });

  it("A34: refuses what only the lockfile brings", async () => {
    const foreign = await host.deploy(toLockedFiles({ resolved: "https://evil.example.com/maker.tgz" }));
    expect(codeOf(foreign.failure)).toBe("package_source_refused");
    const young = await host.deploy(toLockedFiles({ version: "1.2.0" }));
    expect(codeOf(young.failure)).toBe("package_too_new");
    const scripted = await host.deploy(toLockedFiles({ hasInstallScript: true }));
    expect(codeOf(scripted.failure)).toBe("package_runs_scripts");
    expect(registry.requests.filter((path) => path.includes("/-/"))).toEqual([]);
  });

  it("are given up at once when the build is canceled, with nothing left behind", async () => {
    const controller = new AbortController();
    const started = performance.now();
    setTimeout(() => controller.abort(new Error("canceled")), 300);
    const { failure } = await host.deploy(toFiles({ maker: ">=1.0.0 <1.1.0" }), { signal: controller.signal });
    expect(String(failure)).toContain("canceled");
    expect(performance.now() - started).toBeLessThan(2_000);
    await expect.poll(async () => (await cached()).filter((name) => name.startsWith("."))).toEqual([]);
  });

  it("leave nothing behind in the temporary folder", async () => {
    const before = process.env["TMPDIR"];
    const folder = await mkdtemp(join(tmpdir(), "letscode-temporary-"));
    process.env["TMPDIR"] = folder;
    try {
      const { failure } = await host.deploy(toFiles({ maker: "<1.0.1" }));
      expect(failure).toBeNull();
      expect(await readdir(folder)).toEqual([]);
    } finally {
      if (before === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = before;
      await rm(folder, { recursive: true });
    }
  });
});
