import { z } from "zod";
import { rateRuleSchema } from "#core/contracts/rate-rule.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RateStore } from "#core/ports/budget-store.ts";
import type { Client } from "./client.ts";
import { readRow, readRows, toRow, unwrap } from "./rows.ts";

/** How often people do what has a rate, counted in the database so that all servers count together. */
export const createRateStore = (client: Client): RateStore => ({
  take: async (action, { userId, projectId }) => {
    const parameters = { p_action: action, p_user_id: userId, p_project_id: projectId };
    return z.coerce.number().parse(await unwrap("count an action", client.rpc("take_rate", parameters)));
  },
  listRules: () =>
    readRows(
      "list the rules of rates",
      rateRuleSchema,
      client.from("rate_rules").select().order("action").order("scope"),
    ),
  saveRule: async (action, scope, rule, userId) => {
    const row = { ...toRow(rule), updated_by: userId };
    const request = client.from("rate_rules").update(row).eq("action", action).eq("scope", scope).select();
    const saved = await readRow("save the rule of a rate", rateRuleSchema, request);
    if (saved === null) throw new NotFoundError("rate");
    return saved;
  },
});
