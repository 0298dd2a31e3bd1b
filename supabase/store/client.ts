import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "./database.types.generated.ts";

export interface ClientOptions {
  url: string;
  /** The secret key for the service role; the publishable key, with `accessToken`, for one person. */
  key: string;
  accessToken?: string;
  fetch?: typeof globalThis.fetch | undefined;
}

export type Client = SupabaseClient<Database>;

/** A supabase-js client without a session of its own, for use on the server. */
export const createStoreClient = ({ url, key, accessToken, fetch }: ClientOptions): Client =>
  createClient<Database>(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    ...(accessToken === undefined ? {} : { accessToken: async () => accessToken }),
    ...(fetch === undefined ? {} : { global: { fetch } }),
  });
