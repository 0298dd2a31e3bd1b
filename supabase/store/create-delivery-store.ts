import { z } from "zod";
import { deliverySchema } from "#core/contracts/delivery.ts";
import type { DeliveryStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { readRow, unwrap } from "./rows.ts";

const recordedSchema = z.object({ id: z.uuid(), is_new: z.boolean() });

export const createDeliveryStore = (client: Client): DeliveryStore => ({
  record: async ({ source, deliveryId, event, payload }) => {
    const parameters = { p_source: source, p_delivery_id: deliveryId, p_event: event, p_payload: payload };
    const { id, is_new: isNew } = recordedSchema.parse(
      await unwrap("record the delivery", client.rpc("record_delivery", parameters)),
    );
    return { id, isNew };
  },
  get: (id) =>
    readRow("read the delivery", deliverySchema, client.from("webhook_deliveries").select().eq("id", id).limit(1)),
  finish: async (id, { state, error }) => {
    const row = { state, error: error ?? null, processed_at: new Date().toISOString() };
    await unwrap("finish the delivery", client.from("webhook_deliveries").update(row).eq("id", id));
  },
});
