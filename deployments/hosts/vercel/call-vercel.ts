import type { VercelCore } from "@vercel/sdk/core.js";
import type { z } from "zod";
import { ExternalServiceError } from "#core/errors/external-service-error.ts";
import { VercelApiError } from "./vercel-api-error.ts";
import { vercelErrorSchema } from "./vercel-schemas.ts";

export interface VercelAccess {
  apiUrl: string;
  token: string;
  /** Absent for the personal scope of the token's owner. */
  teamId: string | undefined;
}

export interface CallOptions {
  access: VercelAccess;
  fetch: typeof globalThis.fetch;
}

export type CallVercel = <Schema extends z.ZodType>(
  schema: Schema,
  send: (core: VercelCore) => Promise<unknown>,
) => Promise<z.output<Schema>>;

const TIMEOUT_MILLISECONDS = 20_000;

interface Answer {
  status: number;
  text: string;
}

const unreachable = (reason: string, cause: unknown): ExternalServiceError =>
  new ExternalServiceError("Vercel", reason, "It is tried again by itself; check the network if this goes on.", {
    isRetryable: true,
    cause,
  });

const parseJson = (text: string): unknown => {
  try {
    return text === "" ? null : JSON.parse(text);
  } catch (thrown) {
    throw unreachable("its answer is not JSON", thrown);
  }
};

const toRefusal = ({ status, text }: Answer): VercelApiError => {
  let body: unknown = null;
  try {
    body = JSON.parse(text);
  } catch {
    // A proxy's page, not Vercel's answer: the status has to do.
  }
  const { data } = vercelErrorSchema.safeParse(body);
  const { code: reason = `status_${status}`, message: detail = "", missing } = data?.error ?? {};
  return new VercelApiError({ status, reason, detail, missing: missing ?? [] });
};

/**
 * Sends a request by Vercel's SDK, and reads the answer as it came: the SDK's own parsing throws on real answers, or drops
 * what we need of them. Only the operations that are used are loaded, when they are first used: the whole SDK takes half a
 * gigabyte of memory. Throws VercelApiError when Vercel
 * refuses, ExternalServiceError when it cannot be reached.
 */
export const createCallVercel =
  ({ access, fetch }: CallOptions): CallVercel =>
  async (schema, send) => {
    const [{ VercelCore: Core }, { HTTPClient }] = await Promise.all([
      import("@vercel/sdk/core.js"),
      import("@vercel/sdk/lib/http.js"),
    ]);
    const answers: Answer[] = [];
    const fetcher = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
      const response = await fetch(input, init);
      const text = await response.text();
      answers.push({ status: response.status, text });
      return new Response(text === "" ? null : text, { status: response.status, headers: response.headers });
    };
    const core = new Core({
      bearerToken: access.token,
      serverURL: access.apiUrl,
      httpClient: new HTTPClient({ fetcher }),
      retryConfig: { strategy: "none" },
      timeoutMs: TIMEOUT_MILLISECONDS,
    });
    const thrown: unknown = await send(core).then(
      () => null,
      (reason: unknown) => reason,
    );
    const answer = answers.at(-1);
    if (answer === undefined) {
      throw unreachable(thrown instanceof Error ? thrown.message : String(thrown), thrown);
    }
    if (answer.status >= 400) throw toRefusal(answer);
    return schema.parse(parseJson(answer.text));
  };
