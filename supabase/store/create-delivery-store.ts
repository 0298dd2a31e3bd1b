import { z } from "zod";
import { deliverySchema } from "#core/contracts/delivery.ts";
import type { DeliveryStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

const recordedSchema = z.object({ id: z.uuid(), is_new: z.boolean() });

export const createDeliveryStore = (client: Client): DeliveryStore => ({
  record: async ({ source, deliveryId, event, payload }) => {
    const { id, is_new: isNew } = recordedSchema.parse(
      await unwrap(
        "record the delivery",
        client.rpc("record_delivery", {
          p_source: source,
          p_delivery_id: toText(deliveryId),
          p_event: toText(event),
          p_payload: toJson(payload),
        }),
      ),
    );
    return { id, isNew };
  },
  get: (id) =>
    readRow("read the delivery", deliverySchema, client.from("webhook_deliveries").select().eq("id", id).limit(1)),
  finish: async (id, { state, error }) => {
    await unwrap(
      "finish the delivery",
      client
        .from("webhook_deliveries")
        .update({
          state,
          error: error === undefined ? null : toText(error),
          processed_at: new Date().toISOString(),
        })
        .eq("id", id),
    );
  },
});
