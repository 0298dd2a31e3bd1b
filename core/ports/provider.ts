import type { Usage } from "#core/contracts/run.ts";

export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
}

export type MessagePart =
  | { type: "text"; text: string }
  /** `data` is Base64. */
  | { type: "image"; mediaType: string; data: string }
  | { type: "tool-call"; callId: string; tool: string; arguments: string }
  | { type: "tool-result"; callId: string; tool: string; content: string; isError: boolean };

/** Provider-neutral message. Tool results travel in messages of role `tool`. */
export interface ModelMessage {
  role: "system" | "user" | "assistant" | "tool";
  parts: MessagePart[];
}

export type FinishReason = "stop" | "tool-calls" | "length" | "refusal";

/** What a provider yields, in order. A stream that ends without `finish` was cut and counts as failed. */
export type ProviderEvent =
  | { type: "text-delta"; text: string }
  | { type: "tool-call-start"; callId: string; tool: string }
  | { type: "tool-call-delta"; callId: string; text: string }
  | { type: "tool-call-end"; callId: string; tool: string; arguments: string }
  | { type: "finish"; reason: FinishReason; usage: Usage };

export interface ProviderRequest {
  model: string;
  messages: ModelMessage[];
  tools: ToolDefinition[];
  /** Upper bound of the tokens of one answer. */
  maxOutputTokens?: number;
  signal: AbortSignal;
}

export interface ModelInfo {
  name: string;
  contextTokens: number;
  /** US dollars per million tokens. */
  inputPrice: number;
  outputPrice: number;
  /** Price of input the provider had in its cache, and of putting it there; the input price when left out. */
  cachedInputPrice?: number;
  cacheWritePrice?: number;
}

/** An AI model API behind one small port. Throws ProviderError (orchestrator) on any fault. */
export interface Provider {
  readonly name: string;
  /** True for the built-in demo, which says so wherever it speaks. */
  readonly isDemo: boolean;
  models(): ModelInfo[];
  stream(request: ProviderRequest): AsyncIterable<ProviderEvent>;
}
