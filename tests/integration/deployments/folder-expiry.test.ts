import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFolderDeployHost } from "#deployments/hosts/folder/create-folder-deploy-host.ts";
import { startWebhookStack } from "#tests/helpers/start-webhook-stack.ts";
import { startRemoteStack, type RemoteStack } from "./helpers/start-remote-stack.ts";

const MONTH = 31 * 24 * 3_600_000;

describe("what the folder host keeps of old previews", () => {
  let stack: RemoteStack;
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), "letscode-folder-expiry-"));
    stack = await startRemoteStack(await startWebhookStack(), {
      hostName: "folder",
      fetch,
      clock: { at: Date.now() },
      createHost: ({ exportFiles }) =>
        createFolderDeployHost({ directory, publicUrl: "https://sites.example.com/", exportFiles }),
    });
  });
  afterAll(async () => {
    await stack.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it("is the newest of each branch, production, and what production was promoted from", async () => {
    const worker = stack.createWorker();
    const make = async (change: Parameters<RemoteStack["request"]>[0], promotedFrom?: string): Promise<string> => {
      const { id } = await stack.request(change, promotedFrom);
      await worker.deploy(id);
      expect((await stack.read(id)).state).toBe("ready");
      return id;
    };
    const old = await make({ branch: "letscode/long" });
    const served = await make({ branch: "letscode/long" });
    const origin = await make({ branch: "letscode/live" });
    const production = await make({ environment: "production", branch: "main" }, origin);
    const newest = await make({ branch: "letscode/live" });
    const { previewLabel } = stack.project;
    const isThere = (id: string): boolean => existsSync(join(directory, previewLabel, "releases", id, "index.html"));

    expect(await worker.expire(30)).toBe(0);
    stack.clock.at += MONTH;
    expect(await worker.expire(0)).toBe(0);
    expect(await worker.expire(30)).toBe(1);
    expect(await worker.expire(30)).toBe(0);
    expect([old, served, origin, newest].map(isThere)).toEqual([false, true, true, true]);
    expect(await stack.read(old)).toMatchObject({ state: "ready", url: null });
    // Production leads to the files of what it was promoted from.
    expect((await stack.read(production)).url).not.toBeNull();
    expect(await readFile(join(directory, previewLabel, "live", "index.html"), "utf8")).toContain("Hello");
  });

  it("is nothing of a branch that was deleted, unless it was made again", async () => {
    const worker = stack.createWorker();
    const { id: projectId, previewLabel } = stack.project;
    const make = async (branch: string): Promise<string> => {
      const { id } = await stack.request({ branch });
      await worker.deploy(id);
      return id;
    };
    const tell = (action: string, branch: string) =>
      stack.stores.activity.append({ projectId, actor: "user", action, details: { branch } });
    const [kept, gone, again] = [
      await make("letscode/kept"),
      await make("letscode/gone"),
      await make("letscode/again"),
    ];
    const branches = join(directory, previewLabel);
    const links = (await readdir(branches)).filter((name) => name !== "releases" && name !== "live");
    for (const branch of ["letscode/gone", "letscode/again"]) await tell("branch.deleted", branch);
    await tell("branch.created", "letscode/again");

    stack.clock.at += MONTH;
    expect(await worker.expire(30)).toBe(1);
    expect(await worker.expire(30)).toBe(0);
    const isThere = (id: string): boolean => existsSync(join(branches, "releases", id));
    expect([kept, gone, again].map(isThere)).toEqual([true, false, true]);
    expect(await stack.read(gone)).toMatchObject({ url: null, isCurrent: false });
    expect(await stack.read(kept)).toMatchObject({ isCurrent: true });
    const left = await readdir(branches);
    expect(links.filter((name) => !left.includes(name))).toHaveLength(1);
  });
});
