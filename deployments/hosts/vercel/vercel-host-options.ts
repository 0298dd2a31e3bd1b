import { notConnected, type RemoteHostOptions } from "../remote/remote-host-options.ts";
import type { VercelAccess } from "./call-vercel.ts";
import { createVercelClient, type VercelClient } from "./create-vercel-client.ts";

export type VercelHostOptions = RemoteHostOptions<VercelAccess>;

/** The client of the connection as it is now. Throws DeploymentFailure (blocked) where there is no connection. */
export const openVercel = async ({ readAccess, fetch }: VercelHostOptions): Promise<VercelClient> => {
  const access = await readAccess();
  if (access === null) throw notConnected("Vercel");
  return createVercelClient({ access, fetch });
};
