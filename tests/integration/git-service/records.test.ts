import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLocalGitHost, type LocalGitHost } from "#git-service/local/create-local-git-host.ts";
import { tryGit } from "#tests/helpers/git-client.ts";
import { silentLogger } from "#tests/helpers/silent-logger.ts";
import { fastClock, human } from "#tests/helpers/start-run-stack.ts";

describe.each(["git", "isomorphic"] as const)("records of pull requests, by the engine %s", (engine) => {
  const name = { projectId: crypto.randomUUID(), ownerHandle: "ada", slug: "shop" };
  let directory: string;
  let host: LocalGitHost;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "records-"));
    host = await createLocalGitHost({
      directory,
      engine,
      publicUrl: "http://localhost",
      clock: fastClock,
      logger: silentLogger,
      sendPush: async () => undefined,
    });
    const first = { branch: "main", changes: [{ path: "a.txt", content: "a\n" }], message: "Start", author: human };
    await host.createRepository(name, first);
  });
  afterAll(async () => {
    await host.close();
    await rm(directory, { recursive: true, force: true });
  });

  it("are kept once each, by number, and outlive maintenance", async () => {
    expect(await host.records.list(name)).toEqual([]);
    for (const number of [10, 2, 1]) await host.records.keep(name, number, async () => `${number}\n`);
    await host.records.keep(name, 2, async () => "2 again\n");
    await host.maintainRepository(name);
    expect(await host.records.list(name)).toEqual(["1\n", "2 again\n", "10\n"]);
    expect((await host.listBranches(name)).map((branch) => branch.name)).toEqual(["main"]);
    const { code, stderr } = await tryGit(host.repositoryDirectory(name.projectId), ["fsck", "--strict"]);
    expect({ code, stderr }).toMatchObject({ code: 0 });
  });

  it("A7: of many at once none is lost, and an older state never takes the place of a newer one", async () => {
    await Promise.all([3, 4, 5, 6].map((number) => host.records.keep(name, number, async () => `${number}\n`)));
    expect(await host.records.list(name)).toEqual(["1\n", "2 again\n", "3\n", "4\n", "5\n", "6\n", "10\n"]);
    let state = "old\n";
    let asked = 0;
    await host.records.keep(name, 1, async () => {
      const seen = state;
      asked += 1;
      if (asked === 1) {
        state = "new\n";
        await host.records.keep(name, 1, async () => state);
      }
      return seen;
    });
    expect((await host.records.list(name))[0]).toBe("new\n");
    expect(asked).toBe(2);
  });
});
