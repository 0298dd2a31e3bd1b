import { z } from "zod";
import { deliverySchema, deliverySummarySchema } from "#core/contracts/delivery.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { DeliveryStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { readRawRows, readRow, unwrap } from "./rows.ts";
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
  list: async ({ limit, cursor, source, state }) => {
    let request = client
      .from("webhook_deliveries")
      .select("id,source,delivery_id,event,state,error,received_at,processed_at,ordinal");
    if (source !== undefined) request = request.eq("source", source);
    if (state !== undefined) request = request.eq("state", state);
    if (cursor !== undefined) request = request.lt("ordinal", decodeCursor(cursor));
    const rows = await readRawRows("list deliveries", request.order("ordinal", { ascending: false }).limit(limit + 1));
    return toPage(deliverySummarySchema, rows, limit, "ordinal");
  },
  replay: async (id) => {
    const delivery = await readRow("replay the delivery", deliverySchema, client.rpc("replay_delivery", { p_id: id }));
    if (delivery === null) throw new NotFoundError("delivery");
    return delivery;
  },
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
