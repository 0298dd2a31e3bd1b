import { cookies, headers } from "next/headers";
import { readConfig } from "#core/config/read-config.ts";
import { findSharedServer } from "#runtime/api/shared-server.ts";
import { createApiClient, type Send } from "../lib/api/create-api-client.ts";

/** In the server's process the interface is called directly; elsewhere it is asked at its address. */
const send: Send = async (path, init) => {
  const shared = findSharedServer();
  const url = new URL(path, shared?.appUrl ?? readConfig().url);
  const cookie = (await cookies()).toString();
  const request = new Request(url, { ...init, headers: { ...Object.fromEntries(new Headers(init.headers)), cookie } });
  return shared === null ? fetch(request, { cache: "no-store" }) : shared.api.fetch(request);
};

/** Asks the REST interface as the visitor of this page, while it is rendered on the server. For reading only. */
export const callApi = createApiClient(send);

/** Path and query the visitor asked for, as the proxy noted them. */
export const readAskedPath = async (): Promise<string> => (await headers()).get("x-asked-path") ?? "/";
