import type { Provider } from "#core/ports/provider.ts";
import { createProviders } from "#orchestrator/providers/index.ts";
import { testClock } from "./demo-workspace.ts";

export const testKey = "sk-test-0123456789abcdef";

export interface ProviderCase {
  /** What the tests call it. */
  label: string;
  name: "xai" | "openai" | "anthropic" | "compatible";
  model: string;
  /** Of the mock's address. */
  path: string;
}

/** Every provider that speaks to a server. A new one is a line here. */
export const providerCases: ProviderCase[] = [
  { label: "xai", name: "xai", model: "grok-4.7", path: "/v1" },
  { label: "openai", name: "openai", model: "gpt-6.2-sol", path: "/v1" },
  { label: "anthropic", name: "anthropic", model: "claude-opus-5-5", path: "" },
  { label: "compatible", name: "compatible", model: "qwen3-coder:30b", path: "/v1" },
];

/** The provider as the product makes it, at another address. */
export const createTestProvider = (
  { name, model, path }: ProviderCase,
  url: string,
  fetch: typeof globalThis.fetch = globalThis.fetch,
): Provider =>
  createProviders({
    access: { [name]: { apiKey: testKey, baseUrl: `${url}${path}` } },
    default: { name, model },
    clock: testClock,
    fetch,
  }).get(name);
