import { deliverySourceSchema, deliveryStateSchema } from "#core/contracts/delivery.ts";
import { idSchema } from "#core/contracts/id.ts";
import { pageQuerySchema, pageSchema } from "#core/contracts/page.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { recordAudit } from "../../services/record-audit.ts";
import { defineAdminRoute } from "../define-route.ts";
import { answers, idParams } from "../schemas.ts";

const tag = "Admin";
const listQuery = pageQuerySchema.extend({
  source: deliverySourceSchema.optional(),
  state: deliveryStateSchema.optional(),
});

const requireId = (id: string): string => {
  if (!idSchema.safeParse(id).success) throw new NotFoundError("delivery");
  return id;
};

export const adminDeliveryRoutes = [
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/deliveries",
      tag,
      summary: "Webhooks that arrived, newest first",
      query: listQuery,
      status: 200,
      answer: pageSchema(answers.deliverySummary),
    },
    ({ context, query: { limit, cursor, source, state } }) =>
      context.stores.deliveries.list({
        limit,
        ...(cursor === undefined ? {} : { cursor }),
        ...(source === undefined ? {} : { source }),
        ...(state === undefined ? {} : { state }),
      }),
  ),
  defineAdminRoute(
    {
      method: "get",
      path: "/api/admin/deliveries/{id}",
      tag,
      summary: "One webhook with what it carried",
      params: idParams,
      status: 200,
      answer: answers.delivery,
    },
    async ({ context, params }) => {
      const delivery = await context.stores.deliveries.get(requireId(params.id));
      if (delivery === null) throw new NotFoundError("delivery");
      return delivery;
    },
  ),
  defineAdminRoute(
    {
      method: "post",
      path: "/api/admin/deliveries/{id}/replay",
      tag,
      summary: "Process a webhook once more; what it did already is not done twice",
      params: idParams,
      status: 202,
      answer: answers.delivery,
    },
    async ({ context, session, params }) => {
      const delivery = await context.stores.deliveries.replay(requireId(params.id));
      await recordAudit(context, session, {
        action: "delivery.replayed",
        target: `${delivery.source} ${delivery.event} ${delivery.deliveryId}`,
      });
      return delivery;
    },
  ),
];
