import { z } from "zod";
import {
  hostConnectionSchema,
  type connectHostSchema,
  type HostConnection,
  type RemoteHostName,
} from "#core/contracts/index.ts";
import { noContent, requestApi } from "./request-api.ts";

export const ADMIN_HOSTS_PATH = "/api/admin/hosts";
export const hostConnectionsSchema = z.object({ items: z.array(hostConnectionSchema) });

export const DEPLOY_HOSTS_PATH = "/api/deploy-hosts";
export const deployHostsSchema = z.object({ items: z.array(z.string()) });

const hostPath = (host: RemoteHostName): string => `${ADMIN_HOSTS_PATH}/${host}`;

/** Tries the token at the host; keeps it when the host accepts it. */
export const connectHost = (host: RemoteHostName, body: z.input<typeof connectHostSchema>): Promise<HostConnection> =>
  requestApi(hostPath(host), { method: "PUT", body, answer: hostConnectionSchema });

export const checkHost = (host: RemoteHostName): Promise<HostConnection> =>
  requestApi(`${hostPath(host)}/check`, { method: "POST", answer: hostConnectionSchema });

export const disconnectHost = (host: RemoteHostName): Promise<undefined> =>
  requestApi(hostPath(host), { method: "DELETE", answer: noContent });
