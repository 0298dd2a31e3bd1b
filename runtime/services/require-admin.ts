import { ForbiddenError } from "#core/errors/forbidden-error.ts";
import type { Session } from "./service-context.ts";

/** Throws ForbiddenError unless the person of this session is an admin, by what the database says now. */
export const requireAdmin = async (session: Session): Promise<void> => {
  const profile = await session.stores.profiles.get(session.userId);
  if (profile?.isAdmin !== true) {
    throw new ForbiddenError("Only admins of this installation may do this, and you are not one.", "Ask an admin.");
  }
};
