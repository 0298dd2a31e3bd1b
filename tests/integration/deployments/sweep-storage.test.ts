import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import { deploymentFolder } from "#deployments/hosts/local/folders.ts";
import { writeSite } from "#deployments/hosts/local/site.ts";
import { sweepStorage, type SweepLimits } from "#deployments/hosts/local/sweep-storage.ts";
import { toDeployment } from "./helpers/create-test-host.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = new Date();
const ago = (milliseconds: number): string => new Date(now.getTime() - milliseconds).toISOString();

describe("what is kept of deployments", () => {
  let dataDirectory = "";
  let rows = new Map<string, Deployment>();
  beforeEach(async () => {
    dataDirectory = await mkdtemp(join(tmpdir(), "letscode-sweep-"));
    rows = new Map();
  });
  afterEach(() => rm(dataDirectory, { recursive: true, force: true }));

  const put = async (change: Partial<Deployment>, bytes = 10, dependencies: string | null = null): Promise<string> => {
    const row = toDeployment({ state: "ready", ...change });
    rows.set(row.id, row);
    const folder = deploymentFolder(dataDirectory, row.id);
    await mkdir(join(folder, "output"), { recursive: true });
    await writeFile(join(folder, "output", "index.html"), Buffer.alloc(bytes));
    await writeSite(folder, {
      kind: "server",
      framework: "node",
      isSinglePage: false,
      startCommand: "x",
      dependencies,
    });
    return row.id;
  };
  const touch = async (path: string, age: number): Promise<string> => {
    await mkdir(join(dataDirectory, path), { recursive: true });
    const at = new Date(now.getTime() - age);
    await utimes(join(dataDirectory, path), at, at);
    return path;
  };
  const sweep = (limits: Partial<SweepLimits> = {}) =>
    sweepStorage({
      dataDirectory,
      deployments: { get: async (id) => rows.get(id) ?? null },
      clock: { now: () => now, sleep: async () => undefined },
      limits,
    });
  const kept = async (folder: string): Promise<string[]> => (await readdir(join(dataDirectory, folder))).toSorted();

  it("is what is served, what may be rolled back to, and what is new or under way", async () => {
    const current = await put({ isCurrent: true, createdAt: ago(90 * DAY) });
    const recent = await put({ createdAt: ago(HOUR) });
    const building = await put({ state: "building", createdAt: ago(9 * DAY) });
    const productions: string[] = [];
    for (let age = 1; age <= 7; age += 1)
      productions.push(await put({ environment: "production", isCurrent: age === 1, createdAt: ago(age * 10 * DAY) }));
    await put({ createdAt: ago(2 * DAY) });
    await put({ state: "error", createdAt: ago(2 * DAY) });
    expect(await sweep()).toBe(4);
    expect(await kept("deployments")).toEqual([current, recent, building, ...productions.slice(0, 5)].toSorted());
  });

  it("counts productions of each project by themselves", async () => {
    const other = "7a1c2a8e-4a57-4a2b-9a39-6f2f3f1b5c02";
    const one = await put({ environment: "production", createdAt: ago(30 * DAY) });
    const two = await put({ environment: "production", projectId: other, createdAt: ago(60 * DAY) });
    await sweep({ productions: 1 });
    expect(await kept("deployments")).toEqual([one, two].toSorted());
  });

  it("fits the limit: previews go, the oldest first, and what production serves never", async () => {
    const megabyte = 1024 ** 2;
    const production = await put(
      { environment: "production", isCurrent: true, createdAt: ago(90 * DAY) },
      3 * megabyte,
    );
    await put({ isCurrent: true, createdAt: ago(20 * DAY) }, 3 * megabyte);
    const newer = await put({ isCurrent: true, createdAt: ago(10 * DAY) }, 3 * megabyte);
    await sweep({ totalBytes: 7 * megabyte });
    expect(await kept("deployments")).toEqual([production, newer].toSorted());
    await sweep({ totalBytes: megabyte });
    expect(await kept("deployments")).toEqual([production]);
  });

  it("is nothing that dead workers left, but everything that living ones are at", async () => {
    const id = "00000000-0000-4000-8000-00000000ffff";
    await touch(`builds/${id}-dead`, 2 * HOUR);
    await touch(`builds/${id}-alive`, HOUR / 2);
    await touch(`deployments/${id}.dead`, 2 * HOUR);
    await touch(`deployments/${id}.alive`, HOUR / 2);
    await touch("cache/dependencies/.installing-dead", 2 * HOUR);
    await touch("cache/dependencies/.installing-alive", HOUR / 2);
    // A project that was removed: its rows are gone.
    await touch("deployments/00000000-0000-4000-8000-00000000eeee", 2 * HOUR);
    await sweep();
    expect(await kept("builds")).toEqual([`${id}-alive`]);
    expect(await kept("deployments")).toEqual([`${id}.alive`]);
    expect(await kept("cache/dependencies")).toEqual([".installing-alive"]);
  });

  it("are dependencies that a server needs or a build used lately", async () => {
    const needed = await touch("cache/dependencies/needed", 40 * DAY);
    await touch("cache/dependencies/used", DAY);
    await touch("cache/dependencies/unused", 40 * DAY);
    await touch("cache/builds/old", 40 * DAY);
    await put({ isCurrent: true, createdAt: ago(50 * DAY) }, 10, join(dataDirectory, needed));
    await sweep();
    expect(await kept("cache/dependencies")).toEqual(["needed", "used"]);
    expect(await kept("cache/builds")).toEqual([]);
  });
});
