import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createAgeCheck } from "#deployments/dependencies/create-age-check.ts";
import { testClock } from "#tests/helpers/demo-workspace.ts";

const day = 86_400_000;
const ago = (days: number): string => new Date(testClock.now().getTime() - days * day).toISOString();

const registry: Record<string, unknown> = {
  old: {
    versions: { "1.0.0": {}, "1.1.0": {}, "2.0.0": {} },
    time: { created: ago(900), "1.0.0": ago(900), "1.1.0": ago(30), "2.0.0": ago(2) },
  },
  young: { versions: { "1.0.0": {} }, time: { created: ago(3), "1.0.0": ago(3) } },
  "no-created": { versions: { "1.0.0": {} }, time: { "1.0.0": ago(2) } },
  timeless: { versions: { "1.0.0": {} } },
  "@scope/old": { versions: { "1.0.0": {} }, time: { created: ago(100), "1.0.0": ago(100) } },
};

let directory = "";
let asked: string[] = [];
const fetch: typeof globalThis.fetch = async (input) => {
  const name = decodeURIComponent(new URL(String(input)).pathname.slice("/npm/".length));
  asked.push(name);
  return registry[name] === undefined ? new Response(null, { status: 404 }) : Response.json(registry[name]);
};
const create = (minimumAgeDays = 7) =>
  createAgeCheck({ directory, registry: "https://registry.example.com/npm", fetch, clock: testClock, minimumAgeDays });
const context = () => {
  const warnings: string[] = [];
  return { warnings, signal: new AbortController().signal, warn: (text: string) => void warnings.push(text) };
};
const locked = (name: string, version = "1.0.0") => ({ name, version });

describe("age of packages (A34)", () => {
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "letscode-age-"));
    asked = [];
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it("A34: refuses a package that does not exist, or no such version of it", async () => {
    expect(await create().checkNames(["old", "missing"], context())).toMatchObject([
      { code: "package_not_found", name: "missing", message: "The package missing does not exist in the registry." },
    ]);
    expect(await create().checkVersions([locked("missing"), locked("old", "9.9.9")], context())).toMatchObject([
      { code: "package_not_found", name: "missing" },
      { code: "package_not_found", name: "old" },
    ]);
  });

  it("A34: refuses a package, and a version, that is days old, and names one that is not", async () => {
    expect(await create().checkNames(["young", "no-created", "@scope/old"], context())).toMatchObject([
      { code: "package_too_new", name: "young" },
      { code: "package_too_new", name: "no-created" },
    ]);
    expect(await create().checkVersions([locked("old", "2.0.0"), locked("old", "1.1.0")], context())).toMatchObject([
      { code: "package_too_new", name: "old", fix: "Use old 1.1.0, or wait." },
    ]);
  });

  it("takes anything where the limit is 0 days", async () => {
    expect(await create(0).checkNames(["young"], context())).toEqual([]);
    expect(await create(0).checkVersions([locked("young")], context())).toEqual([]);
  });

  it("lets through, with a warning, what the registry gives no time for", async () => {
    const { warnings, ...rest } = context();
    expect(await create().checkVersions([locked("timeless")], rest)).toEqual([]);
    expect(warnings).toHaveLength(1);
  });

  it("asks once for a version and remembers, but not across a limit that has been raised", async () => {
    await create().checkVersions([locked("old", "1.1.0")], context());
    expect(await create().checkVersions([locked("old", "1.1.0")], context())).toEqual([]);
    expect(asked).toEqual(["old"]);
    expect(await create(60).checkVersions([locked("old", "1.1.0")], context())).toMatchObject([
      { code: "package_too_new" },
    ]);
  });

  it("says when the registry does not answer, and stops when canceled", async () => {
    const broken = createAgeCheck({
      directory,
      registry: "https://registry.example.com",
      fetch: async () => new Response(null, { status: 503 }),
      clock: testClock,
      minimumAgeDays: 7,
    });
    await expect(broken.checkNames(["old"], context())).rejects.toMatchObject({ code: "registry_unreachable" });
    const signal = AbortSignal.abort(new Error("canceled"));
    const aborted = createAgeCheck({
      directory,
      registry: "https://registry.example.com",
      fetch: (_, init) => Promise.reject(init?.signal?.reason),
      clock: testClock,
      minimumAgeDays: 7,
    });
    await expect(aborted.checkNames(["old"], { signal, warn: () => undefined })).rejects.toThrow("canceled");
  });
});
