import { z } from "zod";
import type { Clock } from "#core/ports/clock.ts";
import { createStoreClient, type StoreConnection } from "./client.ts";

export interface Identity {
  userId: string;
  email: string;
}

const claimsSchema = z.object({
  sub: z.uuid(),
  email: z.string().default(""),
  exp: z.number(),
  role: z.literal("authenticated"),
});

/** A page asks for many things at once with one token; a token is looked at afresh every few seconds. */
const CACHE_MILLISECONDS = 5_000;
const CACHE_SIZE = 500;

/**
 * Verifies Supabase access tokens: by the project's public keys where it signs with those, else by asking Auth.
 * Answers null for a token that is forged, expired or signed out.
 */
export const createTokenVerifier = (
  connection: Omit<StoreConnection, "accessToken">,
  clock: Clock,
): ((token: string) => Promise<Identity | null>) => {
  const client = createStoreClient(connection);
  const known = new Map<string, { identity: Identity; until: number }>();
  return async (token) => {
    const now = clock.now().getTime();
    const cached = known.get(token);
    if (cached !== undefined && cached.until > now) return cached.identity;
    known.delete(token);
    const { data, error } = await client.auth.getClaims(token);
    const claims = claimsSchema.safeParse(data?.claims);
    if (error !== null || !claims.success) return null;
    const identity = { userId: claims.data.sub, email: claims.data.email };
    if (known.size >= CACHE_SIZE) known.clear();
    known.set(token, { identity, until: Math.min(now + CACHE_MILLISECONDS, claims.data.exp * 1000) });
    return identity;
  };
};
