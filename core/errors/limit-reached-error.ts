import { LetscodeError } from "./letscode-error.ts";

/** A limit on how much may happen at once, or in a stretch of time, is reached. */
export class LimitReachedError extends LetscodeError {
  constructor(message: string, fix: string, data: Record<string, unknown> = {}) {
    super({ code: "limit_reached", status: 429, message, fix, data, isRetryable: true });
  }
}
