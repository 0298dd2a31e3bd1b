import type { SupabaseClient } from "@supabase/supabase-js";
import { getPublicConfig } from "../api/system.ts";

let client: Promise<SupabaseClient> | undefined;

const makeClient = async (): Promise<SupabaseClient> => {
  // Loaded when first needed: a page is read before it is live.
  const [{ createBrowserClient }, { supabaseUrl, supabasePublishableKey }] = await Promise.all([
    import("@supabase/ssr"),
    getPublicConfig(),
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
