import type { Clock } from "#core/ports/clock.ts";
import type { ModelInfo } from "#core/ports/provider.ts";

/** What every adapter of a model API is made from. */
export interface ProviderOptions {
  /** Empty for a server that wants none. */
  apiKey: string | undefined;
  baseUrl: string;
  /** The models to offer, with their prices; the adapter's own list when left out. */
  models?: ModelInfo[] | undefined;
  clock: Clock;
  fetch: typeof globalThis.fetch;
}
