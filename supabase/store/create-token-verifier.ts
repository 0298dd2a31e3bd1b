import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { z } from "zod";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import { createStoreClient } from "./client.ts";

export interface Identity {
  userId: string;
  email: string;
}

export interface TokenVerifierOptions {
  url: string;
  publishableKey: string;
  clock: Pick<Clock, "now">;
  fetch?: typeof globalThis.fetch;
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
 * Answers null for a token that is forged, expired or signed out. Throws ExternalServiceError when Auth cannot be
 * asked: that a server is down must not look like "you are signed out".
 */
export const createTokenVerifier = ({
  url,
  publishableKey,
  clock,
  fetch,
}: TokenVerifierOptions): ((token: string) => Promise<Identity | null>) => {
  const client = createStoreClient({ url, key: publishableKey, fetch });
  const known = new Map<string, { identity: Identity; until: number }>();
  return async (token) => {
    const now = clock.now().getTime();
    const cached = known.get(token);
    if (cached !== undefined && cached.until > now) return cached.identity;
    known.delete(token);
    const { data, error } = await client.auth.getClaims(token).catch((thrown: unknown) => {
      // Text that is no token at all is thrown at by the decoder, not answered.
      if (isAuthRetryableFetchError(thrown)) throw thrown;
      return { data: null, error: thrown };
    });
    if (isAuthRetryableFetchError(error)) {
      const fix = "Try again in a moment; if it stays, run `letscode doctor`.";
      throw new ExternalServiceError("Supabase Auth", error.message, fix, { isRetryable: true, cause: error });
    }
    const claims = claimsSchema.safeParse(data?.claims);
    if (error !== null || !claims.success) return null;
    const identity = { userId: claims.data.sub, email: claims.data.email };
    if (known.size >= CACHE_SIZE) known.clear();
    known.set(token, { identity, until: Math.min(now + CACHE_MILLISECONDS, claims.data.exp * 1000) });
    return identity;
  };
};
