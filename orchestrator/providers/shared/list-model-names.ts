import type { Clock } from "#core/ports/clock.ts";
import { toProviderError } from "./to-provider-error.ts";

interface Options {
  signal: AbortSignal;
  provider: string;
  clock: Clock;
  apiKey: string | undefined;
}

/** Names are shown in a list; a gateway with thousands of models says enough with these. */
const MAXIMUM_NAMES = 500;

/** Asks for the first page of a model list, by an SDK's own method, and answers the names. Throws ProviderError. */
export const listModelNames = async (
  list: (options: { signal: AbortSignal }) => PromiseLike<{ data: { id: string }[] }>,
  { signal, provider, clock, apiKey }: Options,
): Promise<string[]> => {
  try {
    const { data } = await list({ signal });
    return data.slice(0, MAXIMUM_NAMES).map(({ id }) => id);
  } catch (error) {
    signal.throwIfAborted();
    throw toProviderError(error, { provider, clock, apiKey });
  }
};
