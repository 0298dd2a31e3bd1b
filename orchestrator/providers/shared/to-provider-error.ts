import { z } from "zod";
import type { Clock } from "#core/ports/clock.ts";
import { ProviderError, type ProviderErrorCode } from "../provider-error.ts";
import { readRetryAfter } from "./read-retry-after.ts";

/** What the SDKs' API errors have in common; an error inside a stream has no status. */
const apiErrorSchema = z.object({
  status: z.number().optional().catch(undefined),
  headers: z.instanceof(Headers).optional().catch(undefined),
  code: z.union([z.string(), z.number()]).nullish().catch(undefined),
  type: z.string().nullish().catch(undefined),
  error: z.unknown().optional(),
});

/** `{message, type, code}`, or Anthropic's `{type: "error", error: {type, message}}`. */
const bodySchema = z.object({
  message: z.string().optional().catch(undefined),
  type: z.string().optional().catch(undefined),
  code: z.union([z.string(), z.number()]).nullish().catch(undefined),
});
const nestedBodySchema = z.object({ error: bodySchema }).transform(({ error }) => error);

interface Facts {
  status: number | undefined;
  headers: Headers | undefined;
  /** Every code and type the answer names, in lower case. */
  kinds: string;
  message: string;
  /** False when no answer, and no error inside a stream, came from the provider. */
  isAnswer: boolean;
}

function readFacts(error: Error): Facts {
  const outer = apiErrorSchema.parse(error);
  const body = nestedBodySchema.safeParse(outer.error).data ?? bodySchema.safeParse(outer.error).data;
  const numeric = typeof body?.code === "number" ? body.code : undefined;
  return {
    status: outer.status ?? (numeric !== undefined && numeric >= 400 && numeric < 600 ? numeric : undefined),
    headers: outer.headers,
    kinds: [outer.code, outer.type, body?.code, body?.type].filter(Boolean).join(" ").toLowerCase(),
    isAnswer: outer.status !== undefined || (outer.error !== undefined && outer.error !== null),
    message: body?.message ?? (typeof outer.error === "string" ? outer.error : error.message.replace(/^\d{3} /, "")),
  };
}

const isContextFault = ({ kinds, message }: Facts) =>
  /context_length|context_window|prompt_too_long/.test(kinds) ||
  /(maximum|exceeds?\b.*) context (length|window|size)|prompt is too long|context (length|size|window) (exceeded|of)|exceeds the available context/i.test(
    message,
  );

const isQuotaFault = ({ kinds, message }: Facts) =>
  /insufficient_quota|billing|credit/.test(kinds) ||
  /credit balance is too low|exceeded your current quota|out of credits|spending limit/i.test(message);

const isModelFault = ({ status, kinds, message }: Facts) =>
  /model_not_found|model_not_exist/.test(kinds) || (status === 404 && /\bmodel\b/i.test(message));

function codeByStatus(status: number): ProviderErrorCode {
  if (status === 401) return "provider_unauthorized";
  if (status === 402) return "provider_quota_exhausted";
  if (status === 403) return "provider_forbidden";
  if (status === 408 || status === 504) return "provider_timed_out";
  if (status === 429) return "provider_rate_limited";
  if (status === 503 || status === 529) return "provider_overloaded";
  return status >= 500 || status === 409 ? "provider_failed" : "provider_request_refused";
}

/** Kinds of an error that arrives inside a stream, where there is no status. */
const kindsOfFault: [RegExp, ProviderErrorCode][] = [
  [/overloaded/, "provider_overloaded"],
  [/rate_limit/, "provider_rate_limited"],
  [/authentication|invalid_api_key/, "provider_unauthorized"],
  [/permission/, "provider_forbidden"],
  [/invalid_request/, "provider_request_refused"],
  [/timeout/, "provider_timed_out"],
];

function codeOfAnswer(facts: Facts): ProviderErrorCode {
  if (isContextFault(facts)) return "provider_context_exceeded";
  if (isQuotaFault(facts)) return "provider_quota_exhausted";
  if (isModelFault(facts)) return "provider_model_unknown";
  // xAI answers 400 to a wrong key.
  if (facts.status === 400 && /incorrect api key|invalid api key/i.test(facts.message)) return "provider_unauthorized";
  if (facts.status !== undefined) return codeByStatus(facts.status);
  return kindsOfFault.find(([pattern]) => pattern.test(facts.kinds))?.[1] ?? "provider_failed";
}

function* causesOf(error: unknown): Generator<Error> {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 6; cause = cause.cause, depth += 1) yield cause;
}

/** Faults below HTTP, as undici and the system name them. */
function codeOfTransport(error: Error): ProviderErrorCode | null {
  for (const cause of causesOf(error)) {
    const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
    if (/TimeoutError/.test(cause.name) || /timed ?out/i.test(cause.message) || /TIMEDOUT|_TIMEOUT$/.test(code))
      return "provider_timed_out";
    if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ERR_TLS\w*|CERT_\w+|DEPTH_ZERO\w*)$/.test(code))
      return "provider_unreachable";
    if (/terminated|other side closed|premature close|socket hang up/i.test(cause.message))
      return "provider_stream_cut";
    if (/^(UND_ERR_SOCKET|ECONNRESET|EPIPE)$/.test(code)) return "provider_stream_cut";
    if (cause instanceof SyntaxError) return "provider_stream_malformed";
    if (cause instanceof z.ZodError) return "provider_stream_malformed";
  }
  return null;
}

const longestReason = 400;

export interface ToProviderErrorOptions {
  provider: string;
  clock: Clock;
  /** Taken out of whatever the provider says. */
  apiKey: string | undefined;
}

/** Tells what a provider says without the key in it, on one line. */
function cleanReason(message: string, apiKey: string | undefined): string {
  const withoutKey = apiKey && apiKey.length >= 6 ? message.replaceAll(apiKey, "[key]") : message;
  const line = withoutKey
    .replaceAll(/\b(?:sk|xai|key)-[\w*-]{6,}/g, "[key]")
    .replaceAll(/\s+/g, " ")
    .trim();
  return line.length > longestReason ? `${line.slice(0, longestReason)} …` : line;
}

/** Turns whatever an SDK or fetch threw into the one error the rest of the product knows. */
export function toProviderError(error: unknown, { provider, clock, apiKey }: ToProviderErrorOptions): ProviderError {
  if (error instanceof ProviderError) return error;
  if (!(error instanceof Error))
    return new ProviderError({ code: "provider_failed", provider, reason: String(error), cause: error });
  const facts = readFacts(error);
  const code = (facts.isAnswer ? null : codeOfTransport(error)) ?? codeOfAnswer(facts);
  const reason = code === "provider_unauthorized" || error instanceof z.ZodError ? undefined : facts.message;
  return new ProviderError({
    code,
    provider,
    reason: reason === undefined ? undefined : cleanReason(reason, apiKey),
    httpStatus: facts.status,
    retryAfterMilliseconds: readRetryAfter(facts.headers, clock),
    cause: error,
  });
}
