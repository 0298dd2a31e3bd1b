import { z } from "zod";
import { ForbiddenError } from "#core/errors/forbidden-error.ts";
import type { ServiceContext, Session } from "../service-context.ts";

export type StatePurpose = "manifest" | "connection";

const LIFE_MILLISECONDS = 15 * 60_000;

const stateSchema = z.object({ userId: z.string(), purpose: z.string(), expiresAt: z.number() });
const sealedSchema = z.tuple([z.string(), z.string(), z.string()]);

/**
 * What a browser carries to GitHub and back: sealed, for one person, one purpose and a quarter of an hour, so that
 * nobody can end a flow that somebody else began.
 */
export const signState = (
  context: Pick<ServiceContext, "secretBox" | "clock">,
  session: Pick<Session, "userId">,
  purpose: StatePurpose,
): string => {
  const expiresAt = context.clock.now().getTime() + LIFE_MILLISECONDS;
  const { ciphertext, dataKey, keyId } = context.secretBox.seal(
    JSON.stringify({ userId: session.userId, purpose, expiresAt }),
    "github-state",
  );
  return Buffer.from(JSON.stringify([ciphertext, dataKey, keyId])).toString("base64url");
};

const readState = (context: Pick<ServiceContext, "secretBox">, state: string) => {
  try {
    const [ciphertext, dataKey, keyId] = sealedSchema.parse(JSON.parse(Buffer.from(state, "base64url").toString()));
    return stateSchema.parse(JSON.parse(context.secretBox.open({ ciphertext, dataKey, keyId }, "github-state")));
  } catch {
    return null;
  }
};

/** Throws ForbiddenError for a state that is not of this person, this purpose and these minutes (A27). */
export const assertState = (
  context: Pick<ServiceContext, "secretBox" | "clock">,
  session: Pick<Session, "userId">,
  { state, purpose }: { state: string; purpose: StatePurpose },
): void => {
  const known = readState(context, state);
  const isGood =
    known !== null &&
    known.userId === session.userId &&
    known.purpose === purpose &&
    known.expiresAt > context.clock.now().getTime();
  if (!isGood) {
    throw new ForbiddenError(
      "GitHub sent you back with a link that was not made for you, or is older than 15 minutes.",
      "Start again from the page where you began.",
    );
  }
};
