export { createWebhookHandler, type WebhookHandler, type WebhookHandlerOptions } from "./create-webhook-handler.ts";
export { createDeliveryProcessor, type ProcessDelivery } from "./process/create-delivery-processor.ts";
export { followRef } from "./process/github/follow-ref.ts";
export { deriveId } from "./process/derive-id.ts";
export type { ProcessorOptions as DeliveryProcessorOptions } from "./process/processor-options.ts";
