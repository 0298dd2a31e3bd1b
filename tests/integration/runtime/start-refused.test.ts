import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimDataFolder, findInstance } from "#runtime/server/instance.ts";
import { freePort } from "#tests/helpers/free-port.ts";
import { runLetscode } from "#tests/helpers/run-letscode.ts";

describe("letscode start says in a line why it cannot", () => {
  let folder: string;
  let port: number;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-start-"));
    port = await freePort();
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const start = (variables: Record<string, string> = {}) =>
    runLetscode(["start"], { LETSCODE_DATA_DIR: folder, PORT: String(port), ...variables });
  const hold = (): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer();
      server.listen(port, "127.0.0.1", () => resolve(server));
    });

  it("A33: a configuration with several faults: every one of them, and nothing is begun", async () => {
    const { code, stderr } = await start({
      PORT: "http",
      LETSCODE_GIT_HOST: "svn",
      DATABASE_URL: "mysql://localhost/x",
      LETSCODE_LOG_LEVEL: "loud",
    });
    expect(code).toBe(1);
    for (const name of ["PORT", "LETSCODE_GIT_HOST", "DATABASE_URL", "LETSCODE_LOG_LEVEL"]) {
      expect(stderr).toContain(`  ${name}: `);
    }
    expect(await readdir(folder)).toEqual([]);
  });

  it("A33: secrets that are missing, or still samples", async () => {
    const { code, stderr } = await start({
      SUPABASE_URL: "https://abc.supabase.co",
      SUPABASE_SECRET_KEY: "changeme",
      LETSCODE_GIT_HOST: "github",
      // Half an App is a mistake; none at all is one that an admin has yet to set up in the product.
      GITHUB_APP_ID: "12345",
      GITHUB_WEBHOOK_SECRET: "your-secret",
    });
    expect(code).toBe(1);
    for (const name of [
      "SUPABASE_PUBLISHABLE_KEY: is missing",
      "SUPABASE_SECRET_KEY: is still the sample value",
      "DATABASE_URL: is missing",
      "LETSCODE_SECRET_KEY: is missing",
      "STATUS_WEBHOOK_SECRET: is missing",
      "GITHUB_APP_PRIVATE_KEY: is missing",
      "GITHUB_WEBHOOK_SECRET: is still the sample value",
    ]) {
      expect(stderr).toContain(name);
    }
  });

  it("a port that is taken: by whom, and how to choose another", async () => {
    const holder = await hold();
    const { code, stderr } = await start();
    await new Promise((resolve) => holder.close(resolve));
    expect(code).toBe(1);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toContain(`Port ${port} is in use by node (process ${process.pid})`);
    expect(stderr).toContain(`PORT=${port + 1}`);
    expect(await findInstance(folder)).toBeNull();
  });

  it("an address this machine does not have", async () => {
    const { code, stderr } = await start({ LETSCODE_HOST: "203.0.113.7" });
    expect(code).toBe(1);
    expect(stderr).toContain("this machine has no such address");
    expect(stderr).toContain("LETSCODE_HOST");
  });

  it("a data folder that cannot be one", async () => {
    await writeFile(join(folder, "file"), "");
    const { code, stderr } = await start({ LETSCODE_DATA_DIR: join(folder, "file", "data") });
    expect(code).toBe(1);
    expect(stderr).toContain(`The data folder ${join(folder, "file", "data")} cannot be used`);
    expect(stderr).toContain("LETSCODE_DATA_DIR");
  });

  it("a data folder that another server works on", async () => {
    const other = await claimDataFolder(folder, { host: "127.0.0.1", port: 4999, url: "http://localhost:4999" });
    const { code, stderr } = await start();
    await other.release();
    expect(code).toBe(1);
    expect(stderr).toContain(`process ${process.pid}, at http://localhost:4999`);
    expect(stderr).toContain("LETSCODE_DATA_DIR");
  });

  it("secrets that are damaged: and they are left alone", async () => {
    await writeFile(join(folder, "secrets.json"), "{}");
    const { code, stderr } = await start();
    expect(code).toBe(1);
    expect(stderr).toContain(join(folder, "secrets.json"));
    expect(stderr).toContain("backup");
  });

  it("a database that cannot be made", async () => {
    await mkdir(join(folder, "postgres"));
    await writeFile(join(folder, "postgres", "PG_VERSION"), "9.1\n");
    const { code, stderr } = await start();
    expect(code).toBe(1);
    expect(stderr).toContain("The embedded database");
    expect(await findInstance(folder)).toBeNull();
  });

  it("what a killed server left behind is no obstacle", async () => {
    await writeFile(
      join(folder, "server.json"),
      JSON.stringify({
        processId: process.pid,
        processIdentity: "another time",
        host: "x",
        port: 1,
        url: "x",
        databaseUrl: null,
      }),
    );
    expect(await findInstance(folder)).toBeNull();
    const claim = await claimDataFolder(folder, { host: "127.0.0.1", port, url: "http://localhost" });
    expect(await findInstance(folder)).toMatchObject({ processId: process.pid, port });
    await claim.release();
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("letscode", () => {
  it.each(["start", "worker", "doctor", "reindex", "token"])("explains itself: %s --help", async (command) => {
    const { code, stdout } = await runLetscode([command, "--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Usage: letscode ${command}`));
    expect(stdout.length).toBeGreaterThan(150);
  });

  it("says that there is no such command, and where to look", async () => {
    const { code, stderr } = await runLetscode(["deploy"]);
    expect(code).toBe(1);
    expect(stderr).toContain("unknown command 'deploy'");
    expect(stderr).toContain("--help");
  });

  it("says when a command needs the server", async () => {
    const folder = await mkdtemp(join(tmpdir(), "letscode-none-"));
    const { code, stderr } = await runLetscode(["reindex", "--data", folder]);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toContain("npm start");
  });
});
