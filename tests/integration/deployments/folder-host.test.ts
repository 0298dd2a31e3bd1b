import { mkdtemp, readFile, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Deployment } from "#core/contracts/deployment.ts";
import type { DeployHost, DeploymentStatus } from "#core/ports/deploy-host.ts";
import { createFolderDeployHost } from "#deployments/hosts/folder/create-folder-deploy-host.ts";
import { toDeployment, toProject, writeFiles, type Files } from "./helpers/create-test-host.ts";

const project = toProject({ deployHost: "folder" });

describe("the deploy host that puts static files into a folder", () => {
  let directory: string;
  let files: Files;
  let host: DeployHost;
  let statuses: DeploymentStatus[];

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), "letscode-folder-host-"));
    files = { "index.html": "<h1>one</h1>" };
    statuses = [];
    host = createFolderDeployHost({
      directory,
      publicUrl: "https://sites.example.com/",
      exportFiles: async (_project, _sha, folder) => {
        await writeFiles(folder, files);
        await symlink("/etc/passwd", join(folder, "outside"));
      },
    });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  const context = (signal = new AbortController().signal) => ({
    signal,
    environment: {},
    log: () => undefined,
    report: async (status: DeploymentStatus) => void statuses.push(status),
  });
  const deploy = (deployment: Deployment): Promise<void> => host.deploy(project, deployment, context());
  const read = (name: string): Promise<string> => readFile(join(directory, "groomer", name, "index.html"), "utf8");

  it("serves production and each branch at an address of its own, and no link out of the folder", async () => {
    await deploy(toDeployment({ environment: "production" }));
    files = { "index.html": "<h1>two</h1>" };
    await deploy(toDeployment({ branch: "letscode/prices" }));
    expect(await read("live")).toBe("<h1>one</h1>");
    const url = statuses.at(-1)?.url ?? "";
    expect(url).toMatch(/^https:\/\/sites\.example\.com\/groomer\/letscode-prices-[0-9a-f]{6}--groomer\/$/);
    expect(await read(new URL(url).pathname.split("/").at(-2) ?? "")).toBe("<h1>two</h1>");
    expect(statuses.map(({ state }) => state)).toEqual(["building", "ready", "building", "ready"]);
    expect(await readdir(join(directory, "groomer", "live/"))).toEqual(["index.html"]);
  });

  it("goes back to what an earlier deployment put there, and frees it when it is removed", async () => {
    const first = toDeployment({ environment: "production" });
    await deploy(first);
    files = { "index.html": "<h1>broken</h1>" };
    const second = toDeployment({ environment: "production" });
    await deploy(second);
    await host.promote(project, first, toDeployment({ environment: "production" }), context());
    expect(await read("live")).toBe("<h1>one</h1>");
    await host.remove(project, second);
    expect(await readdir(join(directory, "groomer", "releases"))).toEqual([first.id]);
  });

  it("does the same once more after it was killed, and says what it does not serve", async () => {
    const deployment = toDeployment();
    const unfinished = join(directory, "groomer", "releases", `${deployment.id}.left`);
    await writeFiles(unfinished, { "index.html": "<h1>hal" });
    await deploy(deployment);
    await deploy(deployment);
    expect(statuses.at(-1)?.state).toBe("ready");
    files = { "package.json": "{}" };
    await expect(deploy(toDeployment())).rejects.toMatchObject({ code: "no_front_page" });
    await expect(
      host.deploy(project, toDeployment(), context(AbortSignal.abort(new Error("canceled")))),
    ).rejects.toThrow("canceled");
    expect(await readdir(join(directory, "groomer", "releases"))).toEqual([deployment.id]);
  });
});
