import { lookup } from "node:dns/promises";
import { rm } from "node:fs/promises";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { isPrivateAddress } from "./is-private-address.ts";

export interface EgressProxy {
  socket: string;
  stop(): Promise<void>;
}

export interface AllowedOrigin {
  host: string;
  port: number;
  /** The operator's own registry may lie in a private network. */
  mayBePrivate: boolean;
}

interface Options {
  allowed: AllowedOrigin[];
  resolve?: (host: string) => Promise<string>;
}

type FindAddress = (host: string, port: number) => Promise<string | null>;

const createFindAddress =
  ({ allowed, resolve = async (host) => (await lookup(host)).address }: Options): FindAddress =>
  async (host, port) => {
    const entry = allowed.find((candidate) => candidate.host === host.toLowerCase() && candidate.port === port);
    if (entry === undefined) return null;
    const address = await resolve(host);
    return entry.mayBePrivate || !isPrivateAddress(address) ? address : null;
  };

const forward = (findAddress: FindAddress, request: IncomingMessage, response: ServerResponse): void => {
  const refuse = (): void =>
    void response.writeHead(403, { connection: "close" }).end("This host is not among those builds may reach.");
  const url = URL.parse(request.url ?? "");
  if (url?.protocol !== "http:") return refuse();
  const port = Number(url.port || 80);
  findAddress(url.hostname, port).then((host) => {
    if (host === null) return refuse();
    const { "proxy-connection": _, "proxy-authorization": __, ...headers } = request.headers;
    const path = `${url.pathname}${url.search}`;
    const upstream = httpRequest({ host, port, path, method: request.method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on("error", () => response.destroy());
    response.on("close", () => upstream.destroy());
    request.pipe(upstream);
  }, refuse);
};

const tunnel = (findAddress: FindAddress, request: IncomingMessage, client: Duplex, head: Buffer): void => {
  const refuse = (): void => void client.end("HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n");
  client.on("error", () => client.destroy());
  const target = /^([\w.-]+):(\d{1,5})$/.exec(request.url ?? "");
  if (target?.[1] === undefined) return refuse();
  const port = Number(target[2]);
  findAddress(target[1], port).then((address) => {
    if (address === null) return refuse();
    const upstream = connect(port, address, () => {
      client.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client);
      client.pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("close", () => upstream.destroy());
  }, refuse);
};

/**
 * A proxy on a unix socket that leads to the named origins and nowhere else: installs fetch packages through it and
 * can reach nothing besides. Names are resolved here and the address that was checked is the one connected to, so a
 * name cannot turn into a machine of the local network afterwards (A28).
 */
export const startEgressProxy = async (socket: string, options: Options): Promise<EgressProxy> => {
  const findAddress = createFindAddress(options);
  const tunnels = new Set<Duplex>();
  const server = createServer((request, response) => forward(findAddress, request, response));
  server.on("connect", (request, client, head) => {
    tunnels.add(client);
    client.on("close", () => tunnels.delete(client));
    tunnel(findAddress, request, client, head);
  });
  await new Promise<void>((done, fail) => {
    server.once("error", fail);
    server.listen(socket, done);
  });
  return {
    socket,
    stop: async () => {
      // A tunnel is no longer the server's to close.
      for (const client of tunnels) client.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(socket, { force: true });
    },
  };
};
