import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHost, toDeployment, toProject, type Files, type TestHost } from "./helpers/create-test-host.ts";
import { findSandboxes } from "./helpers/run-in-sandbox.ts";
import { startPreviewServer, type PreviewServer } from "./helpers/start-preview-server.ts";

const sandboxes = await findSandboxes();
const environment = { API_KEY: "key of the shop", PORT: "1", NODE_ENV: "test" };

const builder: Files = {
  "package.json": JSON.stringify({ scripts: { build: "node build.js" } }),
  "build.js": `
    const { mkdirSync, writeFileSync } = require("node:fs");
    mkdirSync("dist");
    writeFileSync("dist/index.html", [process.env.API_KEY, process.env.NODE_ENV].join("|"));
  `,
};
const server: Files = {
  "package.json": JSON.stringify({ scripts: { start: "node server.js" } }),
  "server.js": `
    if (process.env.API_KEY !== "key of the shop") process.exit(1);
    require("node:http").createServer((_, response) => response.end(process.env.API_KEY)).listen(process.env.PORT, "127.0.0.1");
  `,
};

describe.each(sandboxes.slice(0, 1))("variables of an app in $name", (sandbox) => {
  let host: TestHost;
  let previews: PreviewServer;
  beforeAll(async () => {
    host = await createTestHost(sandbox);
    previews = await startPreviewServer({ ...host, servers: { readEnvironment: async () => environment } });
  });
  afterAll(async () => {
    await previews.stop();
    await host.close();
  });

  it("reach its build, which still is told by the platform how it is built", async () => {
    const { folder, failure } = await host.deploy(builder, { environment });
    expect(failure).toBeNull();
    expect(await readFile(join(folder, "output/index.html"), "utf8")).toBe("key of the shop|production");
  });

  it("reach its server, when it is probed and when it serves; where it listens is not theirs to say", async () => {
    const without = await host.deploy(server, { deployment: toDeployment({ commitSha: "b".repeat(40) }) });
    expect(without.failure).toMatchObject({ code: "not_answering" });
    const { deployment, statuses } = await host.deploy(server, { environment });
    expect(statuses.at(-1)?.state).toBe("ready");
    previews.place("main--groomer", deployment, toProject());
    const headers = { authorization: `Bearer user:${toProject().ownerId}` };
    const answer = await previews.ask("main--groomer.preview.localhost:3000", "/", { headers });
    expect(answer).toMatchObject({ status: 200, body: "key of the shop" });
  });
});
