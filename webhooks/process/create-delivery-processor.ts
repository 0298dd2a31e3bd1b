import type { Delivery } from "#core/contracts/delivery.ts";
import { InternalError } from "#core/errors/internal-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import { processGitHub } from "./github/process-github.ts";
import { processRenderEvent, processVercelEvent } from "./process-host-event.ts";
import { processStatus } from "./process-status.ts";
import type { Outcome, ProcessorOptions } from "./processor-options.ts";

/** The task of the job `process-delivery`. Rejects when the job should be tried again. */
export type ProcessDelivery = (deliveryId: string, signal: AbortSignal) => Promise<void>;

const dispatch = (options: ProcessorOptions, delivery: Delivery): Outcome | Promise<Outcome> => {
  if (delivery.source === "github") return processGitHub(options, delivery);
  if (delivery.source === "status") return processStatus(options, delivery);
  if (delivery.source === "vercel") return processVercelEvent(options, delivery);
  if (delivery.source === "render") return processRenderEvent(options, delivery);
  return { state: "ignored", error: `Nothing here follows ${delivery.event} of ${delivery.source}.` };
};

/**
 * Processes deliveries that were recorded. Safe to run again, at any point and in any order: what is there already is
 * left alone. A delivery about a project or deployment that is gone is ignored; one that can never be processed is
 * marked failed with the reason; any other fault is thrown, for the queue to try again.
 */
export const createDeliveryProcessor =
  (options: ProcessorOptions): ProcessDelivery =>
  async (deliveryId, signal) => {
    const { deliveries } = options.stores;
    const delivery = await deliveries.get(deliveryId);
    if (delivery === null || delivery.state === "processed" || delivery.state === "ignored") return;
    signal.throwIfAborted();
    try {
      await deliveries.finish(deliveryId, await dispatch(options, delivery));
    } catch (thrown) {
      const error = toLetscodeError(thrown);
      if (error instanceof NotFoundError) {
        await deliveries.finish(deliveryId, { state: "ignored", error: error.detail });
        return;
      }
      if (error.isRetryable || error instanceof InternalError) throw thrown;
      options.logger.error("A webhook cannot be processed", { deliveryId, code: error.code, detail: error.detail });
      await deliveries.finish(deliveryId, { state: "failed", error: error.detail });
    }
  };
