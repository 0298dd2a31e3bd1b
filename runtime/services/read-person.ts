import type { Person } from "#core/ports/git-host.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** The session's person as the author of commits. */
export const readPerson = async (context: Pick<ServiceContext, "stores">, session: Session): Promise<Person> => {
  const profile = await context.stores.profiles.get(session.userId);
  return { name: profile?.displayName || session.email, email: session.email };
};
