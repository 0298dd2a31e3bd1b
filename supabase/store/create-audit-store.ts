import { auditEntrySchema } from "#core/contracts/audit.ts";
import type { AuditStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { readRawRows, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

export const createAuditStore = (client: Client): AuditStore => ({
  append: async ({ actorId, actorEmail, action, target, details }) => {
    await unwrap(
      "write the audit log",
      client.from("audit_log").insert({
        actor_id: actorId,
        actor_email: toText(actorEmail),
        action,
        target: toText(target),
        details: toJson(details),
      }),
    );
  },
  list: async ({ limit, cursor }) => {
    const all = client.from("audit_log").select();
    const request = cursor === undefined ? all : all.lt("ordinal", decodeCursor(cursor));
    const rows = await readRawRows(
      "read the audit log",
      request.order("ordinal", { ascending: false }).limit(limit + 1),
    );
    return toPage(auditEntrySchema, rows, limit, "ordinal");
  },
});
