import { createClient, type SupabaseClient } from "@supabase/supabase-js";

export interface StoreConnection {
  url: string;
  /** The secret key for the service role; the publishable key together with `accessToken` for one person. */
  key: string;
  accessToken?: string;
  fetch?: typeof globalThis.fetch;
}

// Rows are parsed by zod at this edge, so the client itself stays untyped: a second, generated truth about the
// columns would have to agree with the contracts by hand.
export type Client = SupabaseClient;

/** A supabase-js client without a session of its own, for use on the server. */
export const createStoreClient = ({ url, key, accessToken, fetch }: StoreConnection): Client =>
  createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...(accessToken === undefined ? {} : { accessToken: async () => accessToken }),
    ...(fetch === undefined ? {} : { global: { fetch } }),
  });
