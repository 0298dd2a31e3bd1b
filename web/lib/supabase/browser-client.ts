import type { SupabaseClient } from "@supabase/supabase-js";
import { publicConfigSchema } from "#core/contracts/public-config.ts";
import { createApiClient } from "../api/create-api-client.ts";

const requestPublic = createApiClient((path, init) => fetch(path, init));
let client: Promise<SupabaseClient> | undefined;

const makeClient = async (): Promise<SupabaseClient> => {
  // Loaded when first needed: a page is read before it is live.
  const [{ createBrowserClient }, { supabaseUrl, supabasePublishableKey }] = await Promise.all([
    import("@supabase/ssr"),
    requestPublic("/api/config", { answer: publicConfigSchema }),
  ]);
  return createBrowserClient(supabaseUrl, supabasePublishableKey);
};

/**
 * The one Supabase client of this page, made from `/api/config`. It keeps the session in a cookie that the server
 * can read, and refreshes it. A failure is not kept: the next call tries again.
 */
export const getSupabase = (): Promise<SupabaseClient> => {
  client ??= makeClient().catch((thrown: unknown) => {
    client = undefined;
    throw thrown;
  });
  return client;
};
