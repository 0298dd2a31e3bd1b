import { readdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { listTree } from "#deployments/sandbox/measure-tree.ts";
import { createTestHost, toDeployment, toProject, type Files, type TestHost } from "./helpers/create-test-host.ts";
import { findSandboxes } from "./helpers/run-in-sandbox.ts";
import { startPreviewServer, type PreviewServer } from "./helpers/start-preview-server.ts";

const sandboxes = await findSandboxes();

const program = `
const { createServer } = require("node:http");
const { createHash } = require("node:crypto");
const { appendFileSync } = require("node:fs");
appendFileSync("starts.txt", "1");
const server = createServer((request, response) => {
  const url = new URL(request.url, "http://x");
  if (url.pathname === "/crash") process.exit(3);
  if (url.pathname === "/starts") return response.end(require("node:fs").readFileSync("starts.txt", "utf8"));
  if (url.pathname === "/slow") return void setTimeout(() => response.end("slow"), 700);
  if (url.pathname === "/big") return response.end(Buffer.alloc(3_000_000, "x"));
  if (url.pathname === "/policy") response.setHeader("content-security-policy", "default-src 'self'");
  response.setHeader("set-cookie", ["session=1; Domain=preview.localhost; Path=/; HttpOnly", "letscode_preview=forged; Path=/"]);
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body })));
});
server.on("upgrade", (request, socket) => {
  const accept = createHash("sha1").update(request.headers["sec-websocket-key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").digest("base64");
  socket.on("error", () => {});
  socket.write("HTTP/1.1 101 Switching Protocols\\r\\nUpgrade: websocket\\r\\nConnection: Upgrade\\r\\nSec-WebSocket-Accept: " + accept + "\\r\\n\\r\\n");
  const text = Buffer.from(JSON.stringify({ cookie: request.headers.cookie ?? "", authorization: request.headers.authorization ?? "" }));
  socket.write(Buffer.concat([Buffer.from([0x81, text.length]), text]));
});
server.listen(process.env.PORT, "127.0.0.1");
`;
const files: Files = {
  "package.json": JSON.stringify({ scripts: { start: "node server.js" } }),
  "server.js": program,
};
const at = "main--groomer.preview.localhost:3000";

const receive = (socket: WebSocket): Promise<string> =>
  new Promise((resolve, reject) => {
    socket.on("message", (data: Buffer) => resolve(data.toString()));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("closed")));
  });

// The walls have tests of their own; one sandbox is enough here.
describe.each(sandboxes.slice(0, 1))("servers in $name", (sandbox) => {
  let host: TestHost;
  let previews: PreviewServer;
  const owner = { authorization: `Bearer user:${toProject().ownerId}` };
  beforeAll(async () => {
    host = await createTestHost(sandbox);
    previews = await startPreviewServer({
      ...host,
      servers: { idleMilliseconds: 400, sweepMilliseconds: 100, maximum: 2 },
    });
    const { failure, deployment } = await host.deploy(files);
    if (failure !== null) throw failure;
    previews.place("main--groomer", deployment, toProject());
  });
  afterAll(async () => {
    await previews.stop();
    await host.close();
  });
  const connectSocket = (headers: Record<string, string>) =>
    new WebSocket(`ws://127.0.0.1:${previews.port}/live`, { headers: { host: at, ...headers } });
  it("answer, are started once for all who ask at the same time, and keep what they write", async () => {
    const before = (await previews.ask(at, "/starts", { headers: owner })).body.length;
    await expect.poll(async () => (await listTree(process.pid, 1_000)).length, { timeout: 5_000 }).toBeLessThan(6);
    const answers = await Promise.all([1, 2, 3, 4].map(() => previews.ask(at, "/starts", { headers: owner })));
    expect(answers.map(({ body }) => body)).toEqual(Array.from({ length: 4 }, () => "1".repeat(before + 1)));
  });

  it("get the request as it was sent, but for what is ours", async () => {
    const cookie = `letscode_preview=secret; session=1; __Host-letscode_preview=secret`;
    const answer = await previews.ask(at, "/path?x=1", {
      method: "POST",
      body: "hello",
      headers: { ...owner, cookie, "x-own": "kept", connection: "keep-alive, x-own" },
    });
    const seen: unknown = JSON.parse(answer.body);
    expect(seen).toMatchObject({
      method: "POST",
      url: "/path?x=1",
      body: "hello",
      headers: { host: at, cookie: "session=1", "x-forwarded-host": at, "x-forwarded-proto": "http" },
    });
    expect(answer.body).not.toContain("secret");
    expect(answer.body).not.toContain("Bearer");
  });

  it("get the app's own Authorization header, where the owner came in by cookie", async () => {
    const cookie = await previews.enter(at, toProject());
    const answer = await previews.ask(at, "/", { headers: { cookie, authorization: "Bearer of the app" } });
    expect(answer.body).toContain("Bearer of the app");
  });

  it("A26: set no cookie for other previews, nor one of ours", async () => {
    const { headers } = await previews.ask(at, "/", { headers: owner });
    expect(headers["set-cookie"]).toEqual(["session=1; Path=/; HttpOnly"]);
  });

  it("A26: cannot take back who may frame them", async () => {
    const { headers } = await previews.ask(at, "/policy", { headers: owner });
    expect(headers["content-security-policy"]).toBe("frame-ancestors http://localhost:3000, default-src 'self'");
  });

  it("take websockets from their own pages and from the owner's programs", async () => {
    const cookie = await previews.enter(at, toProject());
    const page = connectSocket({ cookie: `${cookie}; session=1`, origin: `http://${at}` });
    expect(JSON.parse(await receive(page))).toEqual({ cookie: "session=1", authorization: "" });
    page.terminate();
    const tool = connectSocket(owner);
    expect(JSON.parse(await receive(tool))).toEqual({ cookie: "", authorization: "" });
    tool.terminate();
  });

  it("A26: take no websocket from another origin, a stranger or nobody", async () => {
    const cookie = await previews.enter(at, toProject());
    for (const [headers, status] of [
      [{ cookie, origin: "http://evil--x.preview.localhost:3000" }, "403"],
      [{ cookie }, "403"],
      [{ authorization: "Bearer user:00000000-0000-4000-8000-000000000000" }, "404"],
      [{}, "401"],
    ] as const)
      await expect(receive(connectSocket(headers))).rejects.toThrow(status);
  });

  it("are kept while a websocket is open, and stopped when nobody uses them", async () => {
    const socket = connectSocket(owner);
    await receive(socket);
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
    await expect.poll(async () => (await listTree(process.pid, 1_000)).length, { timeout: 5_000 }).toBeLessThan(6);
  });

  it("send large answers whole, and notice that a browser has gone", async () => {
    expect((await previews.ask(at, "/big", { headers: owner })).body).toHaveLength(3_000_000);
    const socket = connect(previews.port, "127.0.0.1");
    socket.write(`GET /slow HTTP/1.1\r\nhost: ${at}\r\nauthorization: ${owner.authorization}\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    expect((await previews.ask(at, "/slow", { headers: owner })).body).toBe("slow");
  });

  it("are started again after they crashed", async () => {
    expect((await previews.ask(at, "/crash", { headers: owner })).status).toBe(502);
    expect((await previews.ask(at, "/slow", { headers: owner })).body).toBe("slow");
  });

  it("make room for each other", async () => {
    for (const name of ["one", "two", "three"]) {
      const { failure, deployment } = await host.deploy(files, { deployment: toDeployment({ branch: name }) });
      expect(failure).toBeNull();
      previews.place(`${name}--groomer`, deployment, toProject());
      const answer = await previews.ask(`${name}--groomer.preview.localhost:3000`, "/", { headers: owner });
      expect(answer.status).toBe(200);
    }
    expect((await previews.ask(at, "/", { headers: owner })).status).toBe(200);
  });

  it.each([
    ["ends at once", { start: "echo the reason; exit 3" }, "ended with exit code 3"],
    [
      "answers with an error",
      {
        start: `node -e "require('http').createServer((q, s) => { s.statusCode = 500; s.end() }).listen(process.env.PORT)"`,
      },
      "its front page answers 500",
    ],
  ])("are not called ready when one %s", async (_, scripts, reason) => {
    const { failure, statuses } = await host.deploy({ "package.json": JSON.stringify({ scripts }) });
    expect(String(failure)).toContain(reason);
    expect(failure).toMatchObject({ code: "not_answering" });
    expect(statuses.map(({ state }) => state)).toEqual(["building"]);
  });

  it("tell their owner why they do not start, and the public nothing", async () => {
    const { deployment } = await host.deploy(files);
    const broken = toDeployment({ id: deployment.id });
    const file = join(host.dataDirectory, "deployments", deployment.id, "output", "server.js");
    await writeFile(file, "console.log('the secret reason'); process.exit(1)");
    previews.place("broken--groomer", broken, toProject());
    previews.place("broken", { ...broken, environment: "production" }, toProject());
    const own = await previews.ask("broken--groomer.preview.localhost:3000", "/", { headers: owner });
    expect(own.status).toBe(502);
    expect(own.body).toContain("the secret reason");
    const others = await previews.ask("broken.live.localhost:3000", "/");
    expect(others.status).toBe(502);
    expect(others.body).not.toContain("the secret reason");
  });

  it("A24: reach nothing of the machine", async () => {
    const reach = `const { connect } = require("node:net"); const http = require("node:http");
      const s = connect(${previews.port}, "127.0.0.1"); let seen = "nothing"; s.on("connect", () => (seen = "canary")); s.on("error", () => {});
      setTimeout(() => http.createServer((q, r) => r.end(seen)).listen(process.env.PORT), 300);`;
    const { deployment } = await host.deploy({ ...files, "server.js": reach });
    previews.place("reach--groomer", deployment, toProject());
    expect((await previews.ask("reach--groomer.preview.localhost:3000", "/", { headers: owner })).body).toBe("nothing");
  });

  it("leave no process and no socket when all are stopped", async () => {
    await previews.servers.stopAll();
    expect((await listTree(process.pid, 1_000)).length).toBeLessThan(6);
    const sockets = (await readdir("/tmp")).filter((name) => name.startsWith("letscode-site-"));
    expect(sockets.filter((name) => name.includes(String(process.pid)))).toEqual([]);
  });
});
