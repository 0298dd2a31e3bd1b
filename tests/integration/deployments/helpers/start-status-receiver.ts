import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { statusWebhookSchema, type StatusWebhook } from "#core/contracts/status-webhook.ts";
import type { Stores } from "#core/ports/stores.ts";

export const statusSecret = `whsec_${Buffer.from("0123456789abcdef0123456789abcdef").toString("base64")}`;

export interface Told {
  status: StatusWebhook["data"];
  isChanged: boolean;
}

/** Takes the signed states of a worker and moves the deployment on, as the receiver of the product does in the end. */
export const startStatusReceiver = async (stores: Stores) => {
  const told: Told[] = [];
  const webhook = new Webhook(statusSecret);
  const receive = async (body: string, headers: Record<string, string>): Promise<number> => {
    webhook.verify(body, headers);
    const { data } = statusWebhookSchema.parse(JSON.parse(body));
    const { deploymentId, ...change } = data;
    const { isChanged } = await stores.deployments.transition(deploymentId, change);
    told.push({ status: data, isChanged });
    return 202;
  };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      receive(body, headers).then(
        (status) => response.writeHead(status).end(),
        () => response.writeHead(401).end(),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    told,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
