import { LetscodeError } from "./letscode-error.ts";

/** A service we depend on (a provider, a host, the database) failed. */
export class ExternalServiceError extends LetscodeError {
  constructor(
    service: string,
    reason: string,
    fix: string,
    options: { isRetryable: boolean; cause?: unknown; data?: Record<string, unknown> },
  ) {
    super({
      code: "external_service_failed",
      status: 502,
      message: `${service} did not do what was asked: ${reason}.`,
      fix: fix,
      isRetryable: options.isRetryable,
      cause: options.cause,
      data: { service, ...options.data },
    });
  }
}
