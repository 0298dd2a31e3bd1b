import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSecrets } from "#runtime/container/load-secrets.ts";

describe("loadSecrets", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-secrets-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("makes them once, readable by their owner alone, and leaves nothing else", async () => {
    const first = await loadSecrets(folder, randomBytes);
    expect(await loadSecrets(folder, randomBytes)).toEqual(first);
    expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(["secrets.json"]);
  });

  it("makes the folder when it is not there", async () => {
    const nested = join(folder, "deep", "er");
    await loadSecrets(nested, randomBytes);
    expect(await readdir(nested)).toEqual(["secrets.json"]);
  });

  it("gives every process that begins at the same time the same ones", async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => loadSecrets(folder, randomBytes)));
    expect(new Set(all.map((secrets) => JSON.stringify(secrets))).size).toBe(1);
  });

  it("closes a file that others could read", async () => {
    const secrets = await loadSecrets(folder, randomBytes);
    await rm(join(folder, "secrets.json"));
    await writeFile(join(folder, "secrets.json"), JSON.stringify(secrets), { mode: 0o644 });
    await loadSecrets(folder, randomBytes);
    expect((await stat(join(folder, "secrets.json"))).mode & 0o777).toBe(0o600);
  });

  it.each(["", "{", "{}", '{"jwtSecret": "short"}'])("refuses a damaged file and leaves it alone: %j", async (text) => {
    await writeFile(join(folder, "secrets.json"), text);
    await expect(loadSecrets(folder, randomBytes)).rejects.toMatchObject({ code: "secrets_damaged" });
    expect(await readFile(join(folder, "secrets.json"), "utf8")).toBe(text);
  });
});
