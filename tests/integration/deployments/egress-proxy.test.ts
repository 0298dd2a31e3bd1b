import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startEgressProxy, type EgressProxy } from "#deployments/sandbox/start-egress-proxy.ts";

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port)));

const forward = (socketPath: string, url: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = httpRequest({ socketPath, path: url, headers: { host: new URL(url).host } }, (answer) => {
      let body = "";
      answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, body }));
    });
    asked.on("error", reject);
    asked.end();
  });

/** What the proxy answers to a tunnel, and what comes through it. */
const tunnel = (socketPath: string, target: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(socketPath, () => socket.write(`CONNECT ${target} HTTP/1.1\r\nhost: ${target}\r\n\r\n`));
    let seen = "";
    socket.on("data", (chunk: Buffer) => {
      if (seen === "" && chunk.toString().includes("200")) socket.write("GET / HTTP/1.0\r\n\r\n");
      seen += chunk.toString();
    });
    socket.on("close", () => resolve(seen));
    socket.on("error", reject);
  });

/** Every name but one leads to this machine. */
const resolve = async (host: string): Promise<string> => {
  if (host === "unknown.example.com") throw new Error("ENOTFOUND");
  return "127.0.0.1";
};

describe("the way out of an install", () => {
  let folder = "";
  let proxy: EgressProxy;
  let closed: EgressProxy;
  const registry = createServer((_, response) => response.setHeader("connection", "close").end("a package"));
  const secret = createServer((_, response) => response.setHeader("connection", "close").end("canary"));
  let ports = { registry: 0, secret: 0 };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "letscode-proxy-"));
    ports = { registry: await listen(registry), secret: await listen(secret) };
    const origin = { host: "registry.example.com", port: ports.registry };
    const unknown = { host: "unknown.example.com", port: 80, mayBePrivate: true };
    proxy = await startEgressProxy(join(folder, "open.sock"), {
      allowed: [{ ...origin, mayBePrivate: true }, unknown],
      resolve,
    });
    closed = await startEgressProxy(join(folder, "closed.sock"), {
      allowed: [{ ...origin, mayBePrivate: false }],
      resolve,
    });
  });
  afterAll(async () => {
    await proxy.stop();
    await closed.stop();
    registry.close();
    secret.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("leads to the registry, by request and by tunnel", async () => {
    const url = `http://registry.example.com:${ports.registry}/react`;
    expect(await forward(proxy.socket, url)).toEqual({ status: 200, body: "a package" });
    expect(await tunnel(proxy.socket, `REGISTRY.example.com:${ports.registry}`)).toContain("a package");
  });

  it("A28: leads nowhere else", async () => {
    const targets = [
      `127.0.0.1:${ports.secret}`,
      `localhost:${ports.secret}`,
      `registry.example.com:${ports.secret}`,
      `registry.example.com.evil.example.com:${ports.registry}`,
      `[::1]:${ports.secret}`,
      "169.254.169.254:80",
      "unknown.example.com:80",
      "registry.example.com",
      "registry.example.com:99999999",
      `user@registry.example.com:${ports.secret}`,
    ];
    for (const target of targets) {
      const answer = await tunnel(proxy.socket, target);
      expect(answer).not.toContain("200 Connection");
      expect(answer).not.toContain("canary");
    }
    for (const host of [`127.0.0.1:${ports.secret}`, "169.254.169.254", `registry.example.com:${ports.secret}`])
      expect((await forward(proxy.socket, `http://${host}/`)).status).toBe(403);
  });

  it("A28: does not follow the public registry's name into the local network", async () => {
    expect(await tunnel(closed.socket, `registry.example.com:${ports.registry}`)).toContain("403");
    const url = `http://registry.example.com:${ports.registry}/react`;
    expect((await forward(closed.socket, url)).status).toBe(403);
  });

  it("ends with its tunnels, and takes its socket along", async () => {
    const own = await startEgressProxy(join(folder, "own.sock"), { allowed: [] });
    const idle = connect(own.socket);
    await new Promise((resolve) => idle.once("connect", resolve));
    const ended = new Promise((resolve) => idle.once("close", resolve));
    await own.stop();
    await ended;
    expect(await readdir(folder)).not.toContain("own.sock");
  });
});
