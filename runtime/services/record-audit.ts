import type { AuditEntry } from "#core/contracts/audit.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** Writes down what an admin changed. Call it after the change, with names, versions and hints, never with a secret. */
export const recordAudit = (
  { stores }: Pick<ServiceContext, "stores">,
  { userId, email }: Pick<Session, "userId" | "email">,
  change: Pick<AuditEntry, "action" | "target"> & { details?: Record<string, unknown> },
): Promise<void> =>
  stores.audit.append({
    actorId: userId,
    actorEmail: email,
    action: change.action,
    target: change.target,
    details: change.details ?? {},
  });
