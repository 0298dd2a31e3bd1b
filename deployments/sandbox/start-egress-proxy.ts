import { lookup } from "node:dns/promises";
import { rm } from "node:fs/promises";
import { createServer, request as httpRequest } from "node:http";
import { connect, isIP, BlockList } from "node:net";

export interface EgressProxy {
  socket: string;
  stop(): Promise<void>;
}

const privateRanges = new BlockList();
for (const [range, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["224.0.0.0", 4],
] as const) {
  privateRanges.addSubnet(range, bits, "ipv4");
}
for (const [range, bits] of [
  ["::1", 128],
  ["::", 128],
  ["fc00::", 7],
  ["fe80::", 10],
  ["::ffff:0:0", 96],
] as const)
  privateRanges.addSubnet(range, bits, "ipv6");

const isPrivate = (address: string): boolean => privateRanges.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");

/**
 * A proxy on a unix socket that leads to the named origins and nowhere else: installs fetch packages through it and
 * can reach nothing besides. Names are resolved here and the address that was checked is the one connected to, so a
 * name cannot turn into a machine of the local network afterwards (A28); the operator's own registry may be private.
 */
export const startEgressProxy = async (
  socket: string,
  allowed: { host: string; port: number; mayBePrivate: boolean }[],
): Promise<EgressProxy> => {
  const resolve = async (host: string, port: number): Promise<string | null> => {
    const entry = allowed.find((candidate) => candidate.host === host && candidate.port === port);
    if (entry === undefined) return null;
    const { address } = await lookup(host);
    return entry.mayBePrivate || !isPrivate(address) ? address : null;
  };
  const server = createServer((request, response) => {
    const refuse = (): void => void response.writeHead(403).end("This host is not among those builds may reach.");
    const url = URL.parse(request.url ?? "");
    if (url === null) return refuse();
    const port = Number(url.port || 80);
    resolve(url.hostname, port).then((address) => {
      if (address === null) return refuse();
      const upstream = httpRequest(
        { host: address, port, path: `${url.pathname}${url.search}`, method: request.method, headers: request.headers },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(response);
        },
      );
      upstream.on("error", () => response.destroy());
      request.pipe(upstream);
    }, refuse);
  });
  server.on("connect", (request, client, head) => {
    const [host = "", port = "443"] = (request.url ?? "").split(":");
    const refuse = (): void => void client.end("HTTP/1.1 403 Forbidden\r\n\r\n");
    client.on("error", () => undefined);
    resolve(host, Number(port)).then((address) => {
      if (address === null) return refuse();
      const upstream = connect(Number(port), address, () => {
        client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
        upstream.write(head);
        upstream.pipe(client);
        client.pipe(upstream);
      });
      upstream.on("error", () => client.destroy());
      client.on("close", () => upstream.destroy());
    }, refuse);
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(socket, done);
  });
  return {
    socket,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(socket, { force: true });
    },
  };
};
