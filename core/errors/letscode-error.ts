import type { Problem } from "#core/contracts/problem.ts";

export interface LetscodeErrorOptions {
  /** Stable, snake_case; clients and tests rely on it. */
  code: string;
  /** HTTP status the edge answers with. */
  status: number;
  /** What happened and why, in one or two sentences. */
  message: string;
  /** What to do next, in the imperative. */
  fix: string;
  data?: Record<string, unknown>;
  isRetryable?: boolean;
  cause?: unknown;
}

/**
 * Base of every error we throw. Its message says what happened and ends in what to do. It is converted once,
 * at the edge: to problem+json, a console line, or a tool result.
 */
export class LetscodeError extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fix: string;
  readonly data: Record<string, unknown>;
  readonly isRetryable: boolean;

  constructor(options: LetscodeErrorOptions) {
    super(`${options.message} ${options.fix}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.code = options.code;
    this.status = options.status;
    this.detail = options.message;
    this.fix = options.fix;
    this.data = options.data ?? {};
    this.isRetryable = options.isRetryable ?? false;
  }

  /** The error as RFC 9457 problem details. */
  toProblem(): Problem {
    return {
      type: `https://letscode.dev/problems/${this.code}`,
      title: this.code.replaceAll("_", " "),
      status: this.status,
      detail: this.detail,
      code: this.code,
      fix: this.fix,
      ...(Object.keys(this.data).length > 0 ? { data: this.data } : {}),
    };
  }
}
