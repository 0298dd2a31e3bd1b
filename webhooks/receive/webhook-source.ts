import type { DeliverySource } from "#core/contracts/delivery.ts";
import type { RawBody } from "./read-raw-body.ts";

/** Tells whether a secret signed a body. Takes equally long whether it did or not. */
export type SignatureCheck = (body: RawBody, secret: string) => boolean;

export interface DescribedDelivery {
  /** The sender's own name for the delivery; a replay keeps it. */
  deliveryId: string;
  event: string;
  payload: unknown;
}

/** What differs between senders. A new sender is one folder with one of these, and a line in `webhookSources`. */
export interface WebhookSource {
  source: DeliverySource;
  /** Last part of its address: `/functions/v1/<path>`. */
  path: string;
  maximumBytes: number;
  /** Looks at the headers alone, before any of the body is read. Throws InvalidSignatureError when they cannot be genuine. */
  openSignature(headers: Headers, now: Date): SignatureCheck;
  /** Names a verified delivery, and keeps of it what is read later. Throws ZodError or InvalidInputError. */
  describe(headers: Headers, payload: unknown): DescribedDelivery;
}
