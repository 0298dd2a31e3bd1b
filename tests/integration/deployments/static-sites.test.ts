import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Sandbox } from "#deployments/sandbox/sandbox.ts";
import { SandboxMissingError } from "#deployments/sandbox/sandbox-missing-error.ts";
import {
  createTestHost,
  toDeployment,
  toProject,
  writeFiles,
  type Files,
  type TestHost,
} from "./helpers/create-test-host.ts";
import { startPreviewServer, type PreviewServer } from "./helpers/start-preview-server.ts";

const missing: Sandbox = {
  name: "bubblewrap",
  findPort: async (port) => port,
  run: () => Promise.reject(new SandboxMissingError("this test has none")),
};
const script = `console.log(${JSON.stringify("a line of a script ".repeat(200))});`;
const files: Files = {
  "index.html": "<h1>Hello</h1>",
  "about.html": "<h1>About</h1>",
  "docs/index.html": "<h1>Docs</h1>",
  "assets/index-B5dHo2VF.js": script,
  "assets/style.css": "body { color: red }",
  "picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
  "movie.mp4": "0123456789".repeat(1_000),
  "ü ber.txt": "umlaut",
  ".env": "SECRET=1",
  ".well-known/security.txt": "Contact: mailto:a@example.com",
};

describe("static sites", () => {
  let host: TestHost;
  let previews: PreviewServer;
  let states: string[] = [];
  const project = toProject({ previewVisibility: "public" });
  const at = "main--groomer.preview.localhost:3000";

  beforeAll(async () => {
    // No sandbox at all: a site that needs neither packages nor a build is served without one.
    host = await createTestHost(missing);
    previews = await startPreviewServer(host);
    const deployed = await host.deploy(files);
    states = deployed.statuses.map(({ state }) => state);
    previews.place("main--groomer", deployed.deployment, project);
  });
  afterAll(async () => {
    await previews.stop();
    await host.close();
  });

  it("need no sandbox", () => {
    expect(states).toEqual(["building", "ready"]);
  });

  it.each([
    ["/", 200, "text/html; charset=utf-8", "Hello"],
    ["/about", 200, "text/html; charset=utf-8", "About"],
    ["/docs/", 200, "text/html; charset=utf-8", "Docs"],
    ["/assets/style.css", 200, "text/css; charset=utf-8", "color: red"],
    ["/assets/index-B5dHo2VF.js", 200, "text/javascript; charset=utf-8", "a line"],
    ["/picture.svg", 200, "image/svg+xml", "svg"],
    ["/movie.mp4", 200, "video/mp4", "0123456789"],
    ["/%C3%BC%20ber.txt", 200, "text/plain; charset=utf-8", "umlaut"],
    ["/.well-known/security.txt", 200, "text/plain; charset=utf-8", "Contact"],
    ["/missing", 404, "text/html; charset=utf-8", "Page not found"],
    ["/.env", 404, "text/html; charset=utf-8", "Page not found"],
    ["/../../../etc/passwd", 404, "text/html; charset=utf-8", "Page not found"],
    ["/%2e%2e%2fsite.json", 404, "text/html; charset=utf-8", "Page not found"],
    ["/%", 404, "text/html; charset=utf-8", "Page not found"],
    ["//evil.example.com/x", 404, "text/html; charset=utf-8", "Page not found"],
  ])("answer %s with %i, %s", async (path, status, type, text) => {
    const answer = await previews.ask(at, path);
    expect(answer).toMatchObject({ status, headers: { "content-type": type, "x-content-type-options": "nosniff" } });
    expect(answer.body).toContain(text);
  });

  it("answer HEAD as GET, without the content", async () => {
    const [whole, head] = [
      await previews.ask(at, "/movie.mp4"),
      await previews.ask(at, "/movie.mp4", { method: "HEAD" }),
    ];
    expect(head).toMatchObject({ status: 200, body: "" });
    expect(head.headers["content-length"]).toBe(whole.headers["content-length"]);
    expect((await previews.ask(at, "/missing", { method: "HEAD" })).status).toBe(404);
  });

  it("refuse what is no reading", async () => {
    expect(await previews.ask(at, "/", { method: "POST", body: "x" })).toMatchObject({
      status: 405,
      headers: { allow: "GET, HEAD" },
    });
  });

  it.each([
    ["bytes=0-0", 206, "0", "bytes 0-0/10000"],
    ["bytes=5-9", 206, "56789", "bytes 5-9/10000"],
    ["bytes=-3", 206, "789", "bytes 9997-9999/10000"],
    ["bytes=9998-", 206, "89", "bytes 9998-9999/10000"],
    ["bytes=9998-20000", 206, "89", "bytes 9998-9999/10000"],
    ["bytes=10000-", 416, "", "bytes */10000"],
  ])("answer the range %s with %i", async (range, status, body, contentRange) => {
    const answer = await previews.ask(at, "/movie.mp4", { headers: { range } });
    expect(answer).toMatchObject({ status, headers: { "content-range": contentRange } });
    expect(answer.body).toContain(body);
  });

  it("ignore a range that makes no sense", async () => {
    for (const range of ["lines=1-2", "bytes=", "bytes=0-1,5-6", "0-5"])
      expect(await previews.ask(at, "/movie.mp4", { headers: { range } })).toMatchObject({ status: 200 });
  });

  it("send what is smaller, where the browser takes it", async () => {
    const path = "/assets/index-B5dHo2VF.js";
    const ask = (encoding: string, more = {}) =>
      previews.ask(at, path, { headers: { "accept-encoding": encoding, ...more } });
    const brotli = await ask("gzip, deflate, br");
    expect(brotli.headers).toMatchObject({
      "content-encoding": "br",
      "content-type": "text/javascript; charset=utf-8",
      vary: "accept-encoding",
    });
    expect(brotliDecompressSync(Buffer.from(brotli.body, "latin1")).toString()).toBe(script);
    const zipped = await ask("gzip");
    expect(gunzipSync(Buffer.from(zipped.body, "latin1")).toString()).toBe(script);
    expect(zipped.headers.etag).not.toBe(brotli.headers.etag);
    expect((await ask("gzip", { range: "bytes=0-6" })).body).toBe(script.slice(0, 7));
    const again = await ask("br", { "if-none-match": brotli.headers.etag });
    expect(again).toMatchObject({ status: 304, body: "" });
  });

  it("let browsers keep what is named by its content, and ask again for the rest", async () => {
    expect((await previews.ask(at, "/assets/index-B5dHo2VF.js")).headers["cache-control"]).toBe(
      "public, max-age=31536000, immutable",
    );
    expect((await previews.ask(at, "/assets/style.css")).headers["cache-control"]).toBe("public, no-cache");
    expect((await previews.ask(at, "/")).headers["cache-control"]).toBe("public, no-cache");
  });

  it("show their own page for what is not there", async () => {
    const { deployment } = await host.deploy({ "index.html": "x", "404.html": "<h1>Lost</h1>" });
    previews.place("lost--groomer", deployment, project);
    const answer = await previews.ask("lost--groomer.preview.localhost:3000", "/nowhere");
    expect(answer).toMatchObject({ status: 404, body: "<h1>Lost</h1>" });
  });

  it("A24: never show a file of the machine that a repository links to", async () => {
    const outside = join(host.dataDirectory, "secret.html");
    await writeFile(outside, "canary");
    const { deployment, folder, log } = await host.deploy(async (source) => {
      await writeFiles(source, { "index.html": "x", "real.txt": "real" });
      await mkdir(join(source, "inner"));
      await symlink(outside, join(source, "link.html"));
      await symlink(host.dataDirectory, join(source, "all"));
      await symlink("../../../../secret.html", join(source, "inner", "up.html"));
      await symlink("real.txt", join(source, "inside.txt"));
    });
    previews.place("links--groomer", deployment, project);
    for (const path of ["/link.html", "/link", "/all/secret.html", "/inner/up.html"]) {
      const answer = await previews.ask("links--groomer.preview.localhost:3000", path);
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain("canary");
    }
    expect(log.join("\n")).toContain("links that lead out of the repository");
    expect(await readFile(join(folder, "output", "real.txt"), "utf8")).toBe("real");
  });

  it("say so when there is nothing to serve", async () => {
    const { failure } = await host.deploy({ "README.md": "# Hello" });
    expect(failure).toMatchObject({ code: "no_output" });
    expect((await host.deploy({ "package.json": "{" })).failure).toMatchObject({ code: "manifest_damaged" });
    expect(
      (await host.deploy({ "config.toml": "title = 'x'", "content/a.md": "x", "hugo.toml": "" })).failure,
    ).toMatchObject({
      code: expect.stringMatching(/no_output|framework_unsupported/),
    });
  });

  it("say so when there is something to build, and no sandbox", async () => {
    const { failure } = await host.deploy({ "package.json": JSON.stringify({ scripts: { build: "echo" } }) });
    expect(failure).toBeInstanceOf(SandboxMissingError);
  });

  it("are served again by promotion without being built again, and built again when no longer kept", async () => {
    const first = await host.deploy({ "index.html": "first" });
    const second = await host.promote(
      first.deployment,
      toDeployment({ environment: "production", promotedFrom: first.deployment.id }),
    );
    expect(second.failure).toBeNull();
    expect(second.log).not.toContain("Detected static");
    expect(second.statuses.at(-1)).toMatchObject({ state: "ready", url: "http://groomer.live.localhost:3000" });
    await host.host.remove(toProject(), first.deployment);
    expect(await readFile(join(second.folder, "output", "index.html"), "utf8")).toBe("first");
    const third = await host.promote(
      first.deployment,
      toDeployment({ environment: "production", promotedFrom: first.deployment.id }),
    );
    expect(third.failure).toBeNull();
    expect(third.log).toContain("Its files are no longer kept; building the commit again");
  });
});
