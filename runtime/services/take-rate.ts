import type { RateAction } from "#core/contracts/rate-rule.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import type { ServiceContext } from "./service-context.ts";

const names: Record<RateAction, { many: string; next: string }> = {
  run: { many: "runs were started", next: "Start the next one" },
  deployment: { many: "deployments were asked for", next: "Ask for the next one" },
};

const describeWait = (seconds: number): string => {
  if (seconds < 90) return `in ${seconds} ${seconds === 1 ? "second" : "seconds"}`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `in ${minutes} minutes` : `in ${Math.ceil(minutes / 60)} hours`;
};

/**
 * Counts one action of a person in a project, for all servers together. Throws LimitReachedError, with the seconds to wait,
 * when the person or the project has had as many as there may be in a stretch of time; nothing is counted then.
 */
export const takeRate = async (
  { stores }: Pick<ServiceContext, "stores">,
  action: RateAction,
  target: { userId: string; projectId: string },
): Promise<void> => {
  const seconds = Math.ceil(await stores.rates.take(action, target));
  if (seconds === 0) return;
  const { many, next } = names[action];
  throw new LimitReachedError(
    `As many ${many} here as there may be in such a short time.`,
    `${next} ${describeWait(seconds)}. An admin of this installation can change how many there may be.`,
    { action, retryAfterSeconds: seconds },
  );
};
