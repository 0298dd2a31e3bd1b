import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestHost, toDeployment, toProject, type Files, type TestHost } from "./helpers/create-test-host.ts";
import { findSandboxes } from "./helpers/run-in-sandbox.ts";
import { startPreviewServer, type PreviewServer } from "./helpers/start-preview-server.ts";

const sandboxes = await findSandboxes();

// The walls have tests of their own; one sandbox is enough here.
describe.each(sandboxes.slice(0, 1))("built sites in $name", (sandbox) => {
  let host: TestHost;
  let previews: PreviewServer;
  const project = toProject({ previewVisibility: "public" });
  beforeAll(async () => {
    host = await createTestHost(sandbox);
    previews = await startPreviewServer(host);
  });
  afterAll(async () => {
    await previews.stop();
    await host.close();
  });
  const build = (commands: string, more: Files = {}) =>
    host.deploy({ "package.json": JSON.stringify({ scripts: { build: commands } }), ...more });

  it("serve what the build leaves in its folder, with nested scripts of npm", async () => {
    const manifest = {
      scripts: { build: "npm run one && npm run two", one: "mkdir dist", two: "echo built > dist/index.html" },
    };
    const { failure, deployment, log } = await host.deploy({ "package.json": JSON.stringify(manifest) });
    expect(failure).toBeNull();
    expect(log.join("\n")).toContain("> npm run one && npm run two");
    previews.place("main--groomer", deployment, project);
    expect((await previews.ask("main--groomer.preview.localhost:3000", "/")).body).toBe("built\n");
  });

  it("answer the paths of a page with a router of its own, but not those of missing files", async () => {
    const vite = {
      name: "x",
      scripts: { build: "mkdir -p dist/assets && cp index.html dist" },
      dependencies: {},
      devDependencies: {},
    };
    const { failure, deployment } = await host.deploy({
      "package.json": JSON.stringify(vite),
      "vercel.json": JSON.stringify({ framework: "vite" }),
      "index.html": "<div id=root>",
    });
    expect(failure).toBeNull();
    previews.place("spa--groomer", deployment, project);
    const ask = (path: string) => previews.ask("spa--groomer.preview.localhost:3000", path);
    expect(await ask("/customers/42")).toMatchObject({ status: 200, body: "<div id=root>" });
    expect((await ask("/assets/gone-B5dHo2VF.js")).status).toBe(404);
  });

  it("A24: never show what a build links to, nor wait on what it leaves behind", async () => {
    const outside = join(host.dataDirectory, "secret.html");
    await writeFile(outside, "canary");
    const { failure, deployment } = await build(
      `mkdir dist && cd dist && echo ok > index.html && ln -s ${outside} link.html && ln -s ${host.dataDirectory} all && mkfifo pipe.html`,
    );
    expect(failure).toBeNull();
    previews.place("built--groomer", deployment, project);
    for (const path of ["/link.html", "/all/secret.html", "/pipe.html"])
      expect((await previews.ask("built--groomer.preview.localhost:3000", path)).status).toBe(404);
  });

  it("A24: never take a folder of the machine for the site", async () => {
    await writeFile(join(host.dataDirectory, "index.html"), "canary");
    for (const commands of [
      `ln -s ${host.dataDirectory} dist`,
      `mkdir x && ln -s ${host.dataDirectory}/.. x/y && ln -s x/y dist`,
    ]) {
      const { failure } = await build(commands);
      expect(failure).toMatchObject({ code: "no_output" });
    }
    expect(await readFile(join(host.dataDirectory, "index.html"), "utf8")).toBe("canary");
  });

  it("tell what went wrong, and leave nothing to serve", async () => {
    const { failure, log, statuses, folder } = await build("echo about to fail && nonesuch");
    expect(failure).toMatchObject({ code: "unknown_script" });
    expect(log).toContain("about to fail");
    expect(statuses.map(({ state }) => state)).toEqual(["building"]);
    expect(await readFile(join(folder, "site.json"), "utf8").catch(() => null)).toBeNull();
  });

  it("are built side by side, each with its own files", async () => {
    const results = await Promise.all(
      [1, 2, 3, 4].map((number) =>
        host.deploy(
          {
            "package.json": JSON.stringify({
              scripts: { build: `mkdir dist && sleep 0.2 && echo ${number} > dist/index.html` },
            }),
          },
          { deployment: toDeployment({ branch: `b${number}`, commitSha: String(number).repeat(40) }) },
        ),
      ),
    );
    const pages = await Promise.all(
      results.map(({ folder }) => readFile(join(folder, "output", "index.html"), "utf8")),
    );
    expect(pages).toEqual(["1\n", "2\n", "3\n", "4\n"]);
  });

  it("stop within a moment of being canceled, and leave nothing", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("canceled")), 400);
    const started = performance.now();
    const { failure, folder } = await host.deploy(
      { "package.json": JSON.stringify({ scripts: { build: "setsid sleep 60 & sleep 60" } }) },
      { signal: controller.signal },
    );
    expect(String(failure)).toContain("canceled");
    expect(performance.now() - started).toBeLessThan(2_500);
    expect(await readFile(join(folder, "site.json"), "utf8").catch(() => null)).toBeNull();
  });
});
