import type { PushWebhook } from "#core/contracts/push-webhook.ts";

/** One announcement of a moved ref. Sent again after a fault with the same id, so that the receiver records it once. */
export interface PushDelivery {
  /** A GUID, as in `X-GitHub-Delivery`. */
  deliveryId: string;
  payload: PushWebhook & Record<string, unknown>;
}

/** Delivers one announcement; throws when the receiver did not take it. */
export type SendPush = (delivery: PushDelivery) => Promise<void>;
