import type { Provider } from "#core/ports/provider.ts";
import type { ProviderOptions } from "./provider-options.ts";
import { adapters } from "./registry.ts";

/** Names of the providers that need an address or a key, in the order they are offered. */
export const connectableProviders: readonly string[] = Object.keys(adapters);

/** A provider for one purpose, such as trying a key before it is kept; null for a name we do not know. */
export const createCandidate = (name: string, options: ProviderOptions): Provider | null =>
  Object.entries(adapters).find(([known]) => known === name)?.[1](options) ?? null;
