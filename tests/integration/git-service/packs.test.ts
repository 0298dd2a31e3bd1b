import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { initRepository } from "#git-service/local/init-repository.ts";
import { type GitObject, hashObject } from "#git-service/local/objects/git-object.ts";
import { writePack } from "#git-service/local/plumbing/write-pack.ts";
import { runClientGit } from "#tests/helpers/git-client.ts";

let directory = "";
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "letscode-pack-"));
  await initRepository(directory, "main");
});
afterEach(() => rm(directory, { recursive: true, force: true }));

it("git verifies every pack we write and reads back what is in it", async () => {
  const sizes = fc.oneof(fc.nat(40), fc.constantFrom(0, 1, 15, 16, 17, 2047, 2048, 2049, 70_000, 300_000));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(sizes, fc.nat(255)), { minLength: 1, maxLength: 8 }), async (blobs) => {
      const objects = blobs.map(([size, seed]) => {
        const content = Buffer.from(Array.from({ length: size }, (_, index) => (index * seed + (index >> 3)) & 0xff));
        const object: GitObject = { type: "blob", content };
        return { sha: hashObject(object), object };
      });
      await writePack(directory, [...objects, ...objects.slice(0, 1)], { isSynced: true });
      for (const { sha, object } of objects) {
        expect(await runClientGit(directory, ["cat-file", "-s", sha])).toBe(String(object.content.length));
      }
    }),
    { numRuns: 8 },
  );
  const names = await readdir(join(directory, "objects/pack"));
  expect(names.filter((name) => !/^pack-[0-9a-f]{40}\.(?:pack|idx)$/.test(name))).toEqual([]);
  const indexes = names.filter((name) => name.endsWith(".idx")).map((name) => join("objects/pack", name));
  await runClientGit(directory, ["verify-pack", ...indexes]);
  expect(await runClientGit(directory, ["fsck", "--strict", "--full", "--no-dangling"])).toBe("");
});

it("writes nothing for nothing, and the same pack twice without harm", async () => {
  await writePack(directory, [], { isSynced: true });
  expect(await readdir(join(directory, "objects/pack"))).toEqual([]);
  const object: GitObject = { type: "blob", content: Buffer.from("x") };
  const entry = { sha: hashObject(object), object };
  await Promise.all(Array.from({ length: 5 }, () => writePack(directory, [entry], { isSynced: false })));
  expect(await readdir(join(directory, "objects/pack"))).toHaveLength(2);
  expect(await runClientGit(directory, ["cat-file", "blob", entry.sha])).toBe("x");
});
