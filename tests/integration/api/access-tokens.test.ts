import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Logger } from "#core/ports/logger.ts";
import { tryGit } from "#tests/helpers/git-client.ts";
import { startTestApp, type TestApp, type TestPerson } from "#tests/helpers/start-test-app.ts";

interface Made {
  id: string;
  token: string;
}

const addressOf = (project: { cloneUrl: string }, token: string): string =>
  project.cloneUrl.replace("http://localhost", `http://git:${token}@127.0.0.1`);

describe("A19: access tokens for Git", () => {
  const logged: string[] = [];
  const note = (message: string, data?: Record<string, unknown>): void => {
    logged.push(`${message} ${JSON.stringify(data ?? {})}`);
  };
  const logger: Logger = { debug: note, info: note, warn: note, error: note };
  let app: TestApp;
  let owner: TestPerson;
  let folder: string;
  let first: { id: string; cloneUrl: string };
  let second: { id: string; cloneUrl: string };

  beforeAll(async () => {
    app = await startTestApp({ logger });
    owner = await app.signUp("owner");
    folder = await mkdtemp(join(tmpdir(), "letscode-tokens-"));
    first = await (await owner.call("POST", "/api/projects", { name: "First", template: "static" })).json();
    second = await (await owner.call("POST", "/api/projects", { name: "Second", template: "static" })).json();
  });
  afterAll(async () => {
    await app.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const make = async (body: Record<string, unknown>): Promise<Made> =>
    (await owner.call("POST", "/api/access-tokens", body)).json();
  const read = (project: { cloneUrl: string }, token: string) =>
    tryGit(folder, ["ls-remote", addressOf(project, token)]);
  /** Status Git's own request gets; git itself prints no more than a sentence. */
  const statusOf = async (project: { cloneUrl: string }, token: string, service: string): Promise<number> => {
    const path = new URL(`${project.cloneUrl}/info/refs?service=${service}`).pathname;
    const authorization = `Basic ${Buffer.from(`git:${token}`).toString("base64")}`;
    const answer = await fetch(`${app.url}${path}?service=${service}`, { headers: { authorization } });
    await answer.body?.cancel();
    return answer.status;
  };
  const push = async (token: string, name: string) => {
    const clone = join(folder, name);
    const { token: reader } = await make({ scope: "read" });
    await tryGit(folder, ["clone", "--quiet", addressOf(first, reader), clone]);
    await writeFile(join(clone, `${name}.txt`), "hello\n");
    await tryGit(clone, ["add", "."]);
    await tryGit(clone, ["commit", "--quiet", "--message", "Add a file"]);
    return tryGit(clone, ["push", addressOf(first, token), `HEAD:refs/heads/${name}`]);
  };

  it("read lets clone and refuses to push", async () => {
    const { token } = await make({ projectId: first.id, scope: "read" });
    expect((await read(first, token)).code).toBe(0);
    expect(await statusOf(first, token, "git-receive-pack")).toBe(403);
    expect((await push(token, "refused")).code).not.toBe(0);
    expect((await read(first, token)).stdout).not.toContain("refused");
  });

  it("write lets push", async () => {
    const { token } = await make({ projectId: first.id, scope: "write" });
    expect(await push(token, "accepted")).toMatchObject({ code: 0 });
    expect((await read(first, token)).stdout).toContain("refs/heads/accepted");
  });

  it("a token of one project does not open another", async () => {
    const { token } = await make({ projectId: first.id, scope: "write" });
    expect(await statusOf(second, token, "git-upload-pack")).toBe(403);
    const { token: all } = await make({ scope: "read" });
    expect(await statusOf(second, all, "git-upload-pack")).toBe(200);
  });

  it("a stranger's token finds no such repository", async () => {
    const stranger = await app.signUp("stranger");
    const { token } = await (await stranger.call("POST", "/api/access-tokens", { scope: "write" })).json();
    expect(await statusOf(first, token, "git-upload-pack")).toBe(404);
  });

  it("nothing, nonsense and an expired one are refused", async () => {
    const { id, token } = await make({ scope: "read" });
    expect(await statusOf(first, token, "git-upload-pack")).toBe(200);
    await app.pool.query("update access_tokens set expires_at = now() - interval '1 second' where id = $1", [id]);
    expect(await statusOf(first, token, "git-upload-pack")).toBe(401);
    expect(await statusOf(first, "lc_nonsense", "git-upload-pack")).toBe(401);
    expect(await statusOf(first, "", "git-upload-pack")).toBe(401);
  });

  it("a revoked one is refused within five seconds: at the next request", async () => {
    const { id, token } = await make({ scope: "read" });
    expect((await read(first, token)).code).toBe(0);
    expect((await owner.call("DELETE", `/api/access-tokens/${id}`)).status).toBe(204);
    expect(await statusOf(first, token, "git-upload-pack")).toBe(401);
  });

  it("is shown once, kept as a hash, and never logged", async () => {
    const { token } = await make({ scope: "read", name: "Laptop" });
    await read(first, token);
    const list = await (await owner.call("GET", "/api/access-tokens")).text();
    expect(list).toContain("Laptop");
    expect(list).not.toContain(token);
    expect(list).not.toContain('"hash"');
    const { rows } = await app.pool.query("select * from access_tokens where name = 'Laptop'");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(logged.join("\n")).not.toContain(token);
  });

  it("does not stand in for a session", async () => {
    const { token } = await make({ scope: "write" });
    const answer = await fetch(`${app.url}/api/projects`, { headers: { authorization: `Bearer ${token}` } });
    expect(answer.status).toBe(401);
    expect(await readFile(join(app.dataDirectory, "secrets.json"), "utf8")).not.toContain(token);
  });
});
