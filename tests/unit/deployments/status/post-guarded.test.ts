import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createPostGuarded } from "#deployments/status/post-guarded.ts";

let server: Server;
let port: number;
let hits: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    hits.push(`${request.method} ${request.headers.host} ${request.url}`);
    if (request.url === "/redirect") response.writeHead(302, { location: "/elsewhere" }).end();
    else if (request.url !== "/silent") response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  hits = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const loopback = [{ address: "127.0.0.1", family: 4 }];
const resolveMixed = async () => [{ address: "93.184.216.34", family: 4 }, ...loopback];
const resolveNever = () => new Promise<never>(() => undefined);
const request = (url: string) => ({ url, headers: { "content-type": "application/json" }, body: "{}" });

describe("sending to an address of somebody else's choosing", () => {
  it.each([
    "http://127.0.0.1",
    "http://localhost",
    "http://[::1]",
    "http://[::ffff:127.0.0.1]",
    "http://0x7f.1",
    "http://2130706433",
    "http://0.0.0.0",
    "http://169.254.169.254",
    "http://10.0.0.1",
    "http://[fd00::1]",
  ])("A28: refuses %s, and nothing arrives", async (origin) => {
    await expect(createPostGuarded()(request(`${origin}:${port}/`))).rejects.toThrow(/private network/);
    expect(hits).toEqual([]);
  });

  it("A28: refuses a name one of whose addresses is private", async () => {
    await expect(createPostGuarded({ lookup: resolveMixed })(request(`http://mixed.example:${port}/`))).rejects.toThrow(
      /private/,
    );
    expect(hits).toEqual([]);
  });

  it("A28: connects to the very address it has looked at, whatever the name says next", async () => {
    const answers = [loopback, [{ address: "10.9.9.9", family: 4 }]];
    const asked: string[] = [];
    const lookup = async (name: string) => {
      asked.push(name);
      return answers[asked.length - 1] ?? [];
    };
    const post = createPostGuarded({ lookup, isRefused: (address) => address === "10.9.9.9" });
    expect(await post(request(`http://rebinding.example:${port}/a`))).toBe(204);
    expect(asked).toEqual(["rebinding.example"]);
    expect(hits).toEqual([`POST rebinding.example:${port} /a`]);
  });

  it("A28: follows no redirect", async () => {
    const post = createPostGuarded({ lookup: async () => loopback, isRefused: () => false });
    expect(await post(request(`http://hooks.example:${port}/redirect`))).toBe(302);
    expect(hits).toHaveLength(1);
  });

  it("gives up on a receiver that does not answer", async () => {
    const post = createPostGuarded({
      lookup: async () => loopback,
      isRefused: () => false,
      deadlineMilliseconds: 100,
    });
    await expect(post(request(`http://hooks.example:${port}/silent`))).rejects.toThrow("it did not answer in time");
  });

  it("gives up on a name that is not resolved", async () => {
    const post = createPostGuarded({ lookup: resolveNever, deadlineMilliseconds: 50 });
    await expect(post(request("http://hooks.example/"))).rejects.toThrow("its name was not resolved in time");
  });
});
