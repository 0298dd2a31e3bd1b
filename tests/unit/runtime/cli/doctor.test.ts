import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "#core/config/index.ts";
import { checkProviders, checkRegistry, checkSupabase } from "#runtime/cli/doctor/check-connections.ts";
import { checkDataFolder, checkPort } from "#runtime/cli/doctor/check-machine.ts";
import { checkNode } from "#runtime/cli/doctor/check-tools.ts";
import { examine } from "#runtime/cli/doctor/examine.ts";
import { freePort } from "#tests/helpers/free-port.ts";

const answering =
  (status: number): typeof fetch =>
  async () =>
    new Response("{}", { status });
const refuseData: typeof fetch = async (input) =>
  new Response("{}", { status: String(input).includes("/rest/") ? 401 : 200 });
const unreachable: typeof fetch = () =>
  Promise.reject(new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") }));

describe("letscode doctor", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-doctor-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("tells an old Node from a good one", async () => {
    expect(await checkNode("24.1.0")).toMatchObject({ state: "ok" });
    expect(await checkNode("20.11.0")).toMatchObject({ state: "failure", fix: expect.stringContaining("npm start") });
  });

  it("looks at a data folder that is not there yet by the folder it will be made in", async () => {
    const config = readConfig({ LETSCODE_DATA_DIR: join(folder, "not", "yet") });
    const [first] = await checkDataFolder(config);
    expect(first).toMatchObject({ state: "ok" });
  });

  it("finds a port that is taken", async () => {
    const port = await freePort();
    const config = readConfig({ LETSCODE_DATA_DIR: folder, PORT: String(port) });
    expect(await checkPort(config, unreachable)).toMatchObject({ state: "ok" });
    const holder = createServer();
    await new Promise<void>((resolve) => holder.listen(port, "127.0.0.1", resolve));
    const taken = await checkPort(config, unreachable);
    await new Promise((resolve) => holder.close(resolve));
    expect(taken).toMatchObject({ state: "failure", fix: expect.stringContaining(`PORT=${port + 1}`) });
  });

  it("tells a refused key from a server that cannot be reached", async () => {
    const config = readConfig({ XAI_API_KEY: "k" });
    expect(await checkProviders(config, answering(200))).toMatchObject([{ state: "ok" }]);
    expect(await checkProviders(config, answering(401))).toMatchObject([
      { state: "failure", fix: expect.stringContaining("XAI_API_KEY") },
    ]);
    expect(await checkProviders(config, unreachable)).toMatchObject([
      { state: "failure", text: expect.stringContaining("ECONNREFUSED") },
    ]);
    expect(await checkRegistry("https://registry.example/", unreachable)).toMatchObject({ state: "warning" });
  });

  it("tells which key of Supabase is wrong", async () => {
    const config = readConfig({
      SUPABASE_URL: "https://abc.supabase.co",
      SUPABASE_PUBLISHABLE_KEY: "sb_publishable_x",
      SUPABASE_SECRET_KEY: "sb_secret_x",
      DATABASE_URL: "postgres://u:p@db.example/x",
      LETSCODE_SECRET_KEY: "0123456789012345678901234567890123456789",
      STATUS_WEBHOOK_SECRET: "whsec_x",
    });
    expect(await checkSupabase(config, answering(200))).toMatchObject({ state: "ok" });
    expect(await checkSupabase(config, answering(401))).toMatchObject({
      fix: expect.stringContaining("SUPABASE_PUBLISHABLE_KEY"),
    });
    expect(await checkSupabase(config, refuseData)).toMatchObject({
      fix: expect.stringContaining("SUPABASE_SECRET_KEY"),
    });
  });

  it("names every problem of the configuration, and still looks at the tools", async () => {
    const problems = [
      { name: "PORT", message: "must be a port number" },
      { name: "DATABASE_URL", message: "is malformed" },
    ];
    const findings = await examine({ config: null, problems, fetch: unreachable, registry: async () => "" });
    const failures = findings.filter(({ state }) => state === "failure").map(({ text }) => text);
    expect(failures).toEqual(["configuration: PORT must be a port number", "configuration: DATABASE_URL is malformed"]);
    expect(findings.map(({ text }) => text)).toContainEqual(expect.stringMatching(/^Node /));
  });
});
