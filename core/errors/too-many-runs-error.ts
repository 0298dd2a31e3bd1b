import { LimitReachedError } from "./limit-reached-error.ts";

/** As many runs of the project wait or work as there may be at once. */
export class TooManyRunsError extends LimitReachedError {
  constructor(active: number) {
    super(
      `${active} runs of this project are queued or at work, which is the most there may be.`,
      "Wait until one has finished, or stop one.",
      { limit: active },
    );
  }
}
