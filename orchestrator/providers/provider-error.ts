import { LetscodeError } from "#core/errors/letscode-error.ts";

/** What went wrong between us and a provider. Stable: the run loop, the console and tests rely on it. */
export type ProviderErrorCode =
  | "provider_unauthorized"
  | "provider_forbidden"
  | "provider_quota_exhausted"
  | "provider_model_unknown"
  | "provider_request_refused"
  | "provider_context_exceeded"
  | "provider_rate_limited"
  | "provider_overloaded"
  | "provider_failed"
  | "provider_timed_out"
  | "provider_unreachable"
  | "provider_stream_cut"
  | "provider_stream_malformed";

interface Fault {
  status: number;
  isRetryable: boolean;
  happened: (provider: string) => string;
  fix: string;
}

const faults: Record<ProviderErrorCode, Fault> = {
  provider_unauthorized: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `${provider} did not accept the API key`,
    fix: "Enter a valid key for this provider, or choose another provider for the project.",
  },
  provider_forbidden: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `${provider} accepts the API key but does not allow this request`,
    fix: "Give the key access to this model in the provider's console, or choose another model.",
  },
  provider_quota_exhausted: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `The account at ${provider} has no credit or quota left`,
    fix: "Add credit or raise the limit in the provider's console, or choose another provider.",
  },
  provider_model_unknown: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `${provider} has no such model, or the key cannot use it`,
    fix: "Choose a model that the provider lists.",
  },
  provider_request_refused: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `${provider} refused the request as it was sent`,
    fix: "Choose another model; if it happens with every model, report what the provider said.",
  },
  provider_context_exceeded: {
    status: 502,
    isRetryable: false,
    happened: (provider) => `The conversation is longer than the model of ${provider} can read`,
    fix: "Start a new run, or choose a model with a larger context.",
  },
  provider_rate_limited: {
    status: 503,
    isRetryable: true,
    happened: (provider) => `${provider} is getting more requests from this account than it allows`,
    fix: "Wait for the time it names and resume the run, or raise the limit in the provider's console.",
  },
  provider_overloaded: {
    status: 503,
    isRetryable: true,
    happened: (provider) => `${provider} is overloaded`,
    fix: "Resume the run in a few minutes, or choose another provider.",
  },
  provider_failed: {
    status: 502,
    isRetryable: true,
    happened: (provider) => `${provider} failed while it worked on the request`,
    fix: "Resume the run; if it goes on, look at the provider's status page or choose another provider.",
  },
  provider_timed_out: {
    status: 504,
    isRetryable: true,
    happened: (provider) => `${provider} did not answer in time`,
    fix: "Resume the run, or choose a faster model.",
  },
  provider_unreachable: {
    status: 502,
    isRetryable: true,
    happened: (provider) => `${provider} cannot be reached from this machine`,
    fix: "Check the provider's address in the settings and this machine's network.",
  },
  provider_stream_cut: {
    status: 502,
    isRetryable: true,
    happened: (provider) => `${provider} ended its answer in the middle`,
    fix: "Resume the run; what was committed before is kept.",
  },
  provider_stream_malformed: {
    status: 502,
    isRetryable: true,
    happened: (provider) => `${provider} sent an answer that cannot be read`,
    fix: "Resume the run; if it goes on, check that the address speaks this provider's interface.",
  },
};

export interface ProviderErrorOptions {
  code: ProviderErrorCode;
  provider: string;
  /** What the provider said, without secrets. */
  reason?: string | undefined;
  /** The provider's HTTP status. */
  httpStatus?: number | undefined;
  retryAfterMilliseconds?: number | undefined;
  cause?: unknown;
}

/** What people call a provider. */
const names: Record<string, string> = {
  xai: "xAI",
  openai: "OpenAI",
  anthropic: "Anthropic",
  compatible: "the model server",
};

const capitalise = (sentence: string): string => sentence.replace(/^the /, "The ");

/** A provider did not give a whole answer. `isRetryable` says whether the same request may succeed later. */
export class ProviderError extends LetscodeError {
  readonly provider: string;
  /** How long the provider asks to wait, when it says so. */
  readonly retryAfterMilliseconds: number | undefined;

  constructor({ code, provider, reason, httpStatus, retryAfterMilliseconds, cause }: ProviderErrorOptions) {
    const { status, isRetryable, happened, fix } = faults[code];
    super({
      code,
      status,
      message: `${capitalise(happened(names[provider] ?? provider))}${reason ? `: ${reason.replace(/[.\s]+$/, "")}` : ""}.`,
      fix,
      isRetryable,
      cause,
      data: {
        provider,
        ...(httpStatus === undefined ? {} : { httpStatus }),
        ...(retryAfterMilliseconds === undefined ? {} : { retryAfterMilliseconds }),
      },
    });
    this.provider = provider;
    this.retryAfterMilliseconds = retryAfterMilliseconds;
  }
}
