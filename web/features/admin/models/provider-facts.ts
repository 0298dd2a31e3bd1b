import type { ConnectableProvider, ProviderSettings } from "#core/contracts/index.ts";

interface ProviderFacts {
  label: string;
  description: string;
  keyPlaceholder: string;
  addressPlaceholder: string;
  isKeyOptional: boolean;
}

/** What is said of each provider that can be connected. */
export const providerFacts: Record<ConnectableProvider, ProviderFacts> = {
  xai: {
    label: "xAI",
    description: "Grok models. Make a key in the xAI console.",
    keyPlaceholder: "xai-…",
    addressPlaceholder: "https://api.x.ai/v1",
    isKeyOptional: false,
  },
  openai: {
    label: "OpenAI",
    description: "GPT models. Make a key on the OpenAI platform.",
    keyPlaceholder: "sk-…",
    addressPlaceholder: "https://api.openai.com/v1",
    isKeyOptional: false,
  },
  anthropic: {
    label: "Anthropic",
    description: "Claude models. Make a key in the Claude console.",
    keyPlaceholder: "sk-ant-…",
    addressPlaceholder: "https://api.anthropic.com",
    isKeyOptional: false,
  },
  compatible: {
    label: "OpenAI-compatible server",
    description: "Any server that speaks OpenAI's Chat Completions: Ollama, llama.cpp, LM Studio, vLLM, OpenRouter.",
    keyPlaceholder: "if the server wants one",
    addressPlaceholder: "http://127.0.0.1:11434/v1",
    isKeyOptional: true,
  },
};

/** Where the connection comes from, in a few words. */
export const describeSource = ({ source, hint, hasKey, isConnected }: ProviderSettings): string => {
  if (source === "stored") return hasKey ? `Key …${hint}` : "No key";
  return isConnected ? "From the environment" : "Not connected";
};
