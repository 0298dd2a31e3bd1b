import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers } from "../schemas.ts";

export const adminAuditRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/audit",
      tag: "Admin",
      summary: "What admins changed, newest first",
      query: pageQuerySchema,
      status: 200,
      answer: pageSchema(answers.auditEntry),
    },
    ({ session, query }) => session.stores.audit.list(query),
  ),
];
