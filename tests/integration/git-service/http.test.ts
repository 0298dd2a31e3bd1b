import { access, mkdir, readdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AuthoriseGit } from "#git-service/index.ts";
import { runClientGit, tryGit } from "#tests/helpers/git-client.ts";
import { listProcessesIn } from "#tests/helpers/list-processes-in.ts";
import { ada, startTestGitServer, type TestGitServer } from "#tests/helpers/start-git-server.ts";

let test: TestGitServer;
let work = "";

const clone = async (...options: string[]): Promise<string> => {
  work = join(test.folder, `work-${(await readdir(test.folder)).length}`);
  await runClientGit(test.folder, ["clone", "-q", ...options, test.url("write"), work]);
  return work;
};

const commitFile = async (path: string, content: string): Promise<string> => {
  await writeFile(join(work, path), content);
  await runClientGit(work, ["add", "--", path]);
  await runClientGit(work, ["commit", "-q", "-m", `Write ${path}`]);
  return runClientGit(work, ["rev-parse", "HEAD"]);
};

const ask = (init: RequestInit & { duplex?: "half" }) =>
  fetch(`http://127.0.0.1:${test.port}/git/ada/app.git/git-upload-pack`, {
    method: "POST",
    ...init,
    headers: {
      authorization: `Basic ${btoa("x:read")}`,
      "content-type": "application/x-git-upload-pack-request",
      "git-protocol": "version=2",
      ...init.headers,
    },
  });

const brokenAuthorise: AuthoriseGit = async () => {
  throw new Error("the database is away");
};

describe("clone and push over HTTP", () => {
  beforeEach(async () => {
    test = await startTestGitServer();
    await test.serveRepository([{ path: "README.md", content: "# App\n" }]);
  });
  afterEach(() => test.stop());

  it("clones, pushes, and clones again what was pushed", async () => {
    await clone();
    const sha = await commitFile("a.txt", "1\n");
    await runClientGit(work, ["push", "-q"]);
    await runClientGit(work, ["push", "-q", "origin", "HEAD:refs/heads/feature/one", "HEAD:refs/tags/v1"]);
    await clone();
    expect(await runClientGit(work, ["rev-parse", "HEAD", "origin/feature/one", "v1"])).toBe(
      [sha, sha, sha].join("\n"),
    );
    await runClientGit(work, ["push", "-q", "origin", ":feature/one", ":refs/tags/v1"]);
    expect(await runClientGit(work, ["ls-remote", "--heads", "--tags", "origin"])).toBe(`${sha}\trefs/heads/main`);
  });

  it("speaks protocol 2", async () => {
    await clone();
    const { stderr } = await tryGit(work, ["-c", "protocol.version=2", "ls-remote", "origin"], {
      env: { GIT_TRACE_PACKET: "1" },
    });
    expect(stderr).toContain("version 2");
    expect(stderr).toContain("ls-refs");
  });

  it("serves shallow and partial clones", async () => {
    await clone();
    await commitFile("a.txt", "1\n");
    await commitFile("a.txt", "2\n");
    await runClientGit(work, ["push", "-q"]);
    await clone("--depth", "1");
    expect(await runClientGit(work, ["rev-list", "--count", "HEAD"])).toBe("1");
    const sha = await commitFile("b.txt", "from a shallow clone\n");
    await runClientGit(work, ["push", "-q"]);
    await clone("--filter=blob:none", "--no-checkout");
    expect(await runClientGit(work, ["rev-parse", "HEAD"])).toBe(sha);
    const missing = await runClientGit(work, ["rev-list", "--objects", "--missing=print", "HEAD"]);
    expect(missing).toMatch(/^\?/m);
  });

  it("takes compressed bodies and bodies without a length", async () => {
    await clone();
    const request = Buffer.from("0014command=ls-refs\n0014agent=git/2.39.500010009peel\n000csymrefs\n0000");
    const plain = await (await ask({ body: request })).text();
    expect(plain).toContain("refs/heads/main");
    expect(await (await ask({ body: gzipSync(request), headers: { "content-encoding": "gzip" } })).text()).toBe(plain);
    expect(await (await ask({ body: new Blob([request]).stream(), duplex: "half" })).text()).toBe(plain);
    // git compresses a fetch with many haves, and sends a large push in chunks, by itself.
    await Promise.all(
      Array.from({ length: 3 }, async (_, index) =>
        writeFile(join(work, `big-${index}`), crypto.getRandomValues(new Uint8Array(60_000))),
      ),
    );
    await runClientGit(work, ["add", "."]);
    await runClientGit(work, ["commit", "-q", "-m", "Add much"]);
    await runClientGit(work, ["-c", "http.postBuffer=1000", "push", "-q"]);
  });

  it("A19: no token, an unknown one, a read-only one, another's project", async () => {
    await clone();
    await commitFile("a.txt", "1\n");
    const push = (token: string, path?: string) => tryGit(work, ["push", test.url(token, path), "main"]);
    expect((await push("unknown")).stderr).toContain("Authentication failed");
    expect((await push("read")).stderr).toContain("403");
    expect((await push("read")).stderr).toContain("may read the repository and not push");
    expect((await push("write", "bob/app.git")).stderr).toContain("not found");
    expect((await push("write", "ada/other.git")).stderr).toContain("not found");
    expect((await tryGit(test.folder, ["clone", test.url("read"), "reader"])).code).toBe(0);
    const status = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`http://127.0.0.1:${test.port}${path}`, { headers });
      await response.text();
      return [response.status, response.headers.get("www-authenticate")];
    };
    const challenge = 'Basic realm="LetsCode", charset="UTF-8"';
    const refs = "/git/ada/app.git/info/refs?service=git-receive-pack";
    expect(await status(refs)).toEqual([401, challenge]);
    expect(await status(refs, { authorization: "Bearer write" })).toEqual([401, challenge]);
    expect(await status(refs, { authorization: `Basic ${btoa("x:read")}` })).toEqual([403, null]);
    expect(await status(refs.replace("ada/", "bob/"), { authorization: `Basic ${btoa("x:write")}` })).toEqual([
      404,
      null,
    ]);
    expect(await status("/git/ada/app.git/HEAD", { authorization: `Basic ${btoa("x:write")}` })).toEqual([404, null]);
    expect(await status("/git/ada/app.git/objects/info/packs")).toEqual([404, null]);
    expect(await status("/other")).toEqual([404, null]);
    await runClientGit(work, ["push", "-q"]);
  });

  it("has nothing in its log that came with a request", async () => {
    await test.stop();
    const written: string[] = [];
    const log = (message: string, data?: unknown) => void written.push(JSON.stringify([message, data]));
    const logger = { debug: log, info: log, warn: log, error: log };
    test = await startTestGitServer({ logger, http: { logger, authorise: brokenAuthorise } });
    await test.serveRepository();
    const { stderr } = await tryGit(test.folder, ["clone", test.url("secret-token"), "x"]);
    expect(stderr).toContain("500");
    expect(stderr).not.toContain("database");
    expect(written).toHaveLength(1);
    expect(written.join("")).not.toContain("secret-token");
    expect(written.join("")).not.toContain(btoa("x:secret-token"));
  });

  it("A21: push options, names and paths run nothing", async () => {
    await clone();
    await commitFile("a.txt", "1\n");
    const canary = join(test.folder, "canary");
    const options = await tryGit(work, ["push", "-o", `x;touch ${canary}`, "origin", "main"]);
    expect(options.stderr).toContain("does not support push options");
    for (const branch of [
      `$(touch\${IFS}${canary})`,
      "`touch`",
      "-x",
      "--upload-pack=touch",
      "a;b",
      "a|b",
      "a&b",
      "a'b",
      'a"b',
    ]) {
      const { code, stderr } = await tryGit(work, ["push", "origin", `HEAD:refs/heads/${branch}`]);
      expect(code).not.toBe(0);
      expect(stderr).toContain("use letters, digits");
    }
    for (const url of [
      `/git/ada/app.git/;touch ${canary}`,
      `/git/$(touch ${canary})/app.git/info/refs`,
      "/git/../app.git/info/refs",
    ]) {
      const socket = connect(test.port, "127.0.0.1");
      socket.write(
        `GET ${url.replaceAll(" ", "%20")}?service=git-upload-pack HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      const answer = await socket.toArray();
      expect(Buffer.concat(answer).toString()).toMatch(/^HTTP\/1\.1 404/);
    }
    await expect(access(canary)).rejects.toThrow("ENOENT");
  });

  it("runs no hook and takes no configuration of a repository", async () => {
    const name = await test.serveRepository();
    const directory = test.host.repositoryDirectory(name.projectId);
    const canary = join(test.folder, "canary");
    await mkdir(join(directory, "hooks"));
    for (const hook of ["pre-receive", "update", "post-receive", "post-update", "reference-transaction"]) {
      await writeFile(join(directory, "hooks", hook), `#!/bin/sh\ntouch ${canary}\n`, { mode: 0o755 });
    }
    await clone();
    await commitFile("a.txt", "1\n");
    await runClientGit(work, ["push", "-q"]);
    await test.host.commit(name, {
      branch: "x",
      expectedHead: null,
      changes: [],
      message: "X\n",
      author: ada,
      onMoved: "refuse",
    });
    await expect(access(canary)).rejects.toThrow("ENOENT");
  });

  it("ends git when the client goes away, and leaves nothing of its push", async () => {
    const name = await test.serveRepository();
    const socket = connect(test.port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      [
        "POST /git/ada/app.git/git-receive-pack HTTP/1.1",
        "Host: x",
        `Authorization: Basic ${btoa("x:write")}`,
        "Content-Type: application/x-git-receive-pack-request",
        "Content-Length: 1000000",
        "",
        "",
      ].join("\r\n"),
    );
    const update = `${name.head} ${"1".repeat(40)} refs/heads/main\0 report-status\n`;
    socket.write(`${(update.length + 4).toString(16).padStart(4, "0")}${update}0000PACK\0\0\0\x02\0\0\0\x05`);
    const objects = join(test.host.repositoryDirectory(name.projectId), "objects");
    const quarantines = async () => (await readdir(objects)).filter((one) => one.includes("incoming"));
    await expect.poll(quarantines, { timeout: 5000 }).toHaveLength(1);
    socket.destroy();
    await expect.poll(quarantines, { timeout: 5000 }).toEqual([]);
    await expect
      .poll(() => listProcessesIn(test.host.repositoryDirectory(name.projectId)), { timeout: 5000 })
      .not.toContain("git http-backend");
    expect(await test.host.resolve(name, "main")).toBe(name.head);
  });
});
