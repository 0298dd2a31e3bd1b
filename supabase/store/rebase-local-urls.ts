import { z } from "zod";
import { createStoreClient } from "./client.ts";
import { unwrap } from "./rows.ts";

/**
 * Makes the addresses of the local deploy host's deployments follow the installation's own, when `PORT` or
 * `LETSCODE_URL` has changed. Answers how many changed; none when called twice.
 */
export const rebaseLocalUrls = async (options: {
  url: string;
  secretKey: string;
  /** The installation's address as people open it: `http://localhost:3000`. */
  base: string;
  fetch?: typeof globalThis.fetch;
}): Promise<number> => {
  const client = createStoreClient({ url: options.url, key: options.secretKey, fetch: options.fetch });
  const base = new URL(options.base).origin;
  return z.number().parse(await unwrap("rebase addresses", client.rpc("rebase_local_urls", { p_base: base })));
};
