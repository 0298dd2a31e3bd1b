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
  /** Of an assistant's message: the answer as its own provider wants it back, with the reasoning the others cannot read. */
  native?: NativeAnswer;
}

/** An answer in its provider's own form. Only the provider and model that gave it can use it. */
export interface NativeAnswer {
  provider: string;
  model: string;
  /** Fingerprint of all that was sent before it: the answer's reasoning holds for exactly that. */
  prefix: string;
  /** JSON, opaque to everybody else. */
  content: string;
}

export type FinishReason = "stop" | "tool-calls" | "length" | "refusal";

/** What a provider yields, in order. A stream that ends without `finish` was cut and counts as failed. */
export type ProviderEvent =
  | { type: "text-delta"; text: string }
  | { type: "tool-call-start"; callId: string; tool: string }
  | { type: "tool-call-delta"; callId: string; text: string }
  | { type: "tool-call-end"; callId: string; tool: string; arguments: string }
  /** What the model lets be seen of its reasoning, often nothing but a sign of life. Not part of the answer. */
  | { type: "reasoning-delta"; text: string }
  | { type: "finish"; reason: FinishReason; usage: Usage; native?: NativeAnswer };

export interface ProviderRequest {
  model: string;
  messages: ModelMessage[];
  tools: ToolDefinition[];
  /** Upper bound of the tokens of one answer. */
  maxOutputTokens?: number;
  /** The same for all requests of one conversation, so that a provider finds its cache again. */
  cacheKey?: string;
  signal: AbortSignal;
}

export interface ModelInfo {
  name: string;
  contextTokens: number;
  /** False where the model reads nothing but text; it is told in words then that there is an image. */
  takesImages?: boolean;
  /** US dollars per million tokens. */
  inputPrice: number;
  outputPrice: number;
  /** Price of input the provider had in its cache, and of putting it there; the input price when left out. */
  cachedInputPrice?: number;
  cacheWritePrice?: number;
  /** What everything costs, for the whole request, once its input is larger than so many tokens. */
  longInput?: ModelPrices & { aboveTokens: number };
}

type ModelPrices = Pick<ModelInfo, "inputPrice" | "outputPrice" | "cachedInputPrice" | "cacheWritePrice">;

/** An AI model API behind one small port. Throws ProviderError (orchestrator) on any fault. */
export interface Provider {
  readonly name: string;
  /** True for the built-in demo, which says so wherever it speaks. */
  readonly isDemo: boolean;
  models(): ModelInfo[];
  stream(request: ProviderRequest): AsyncIterable<ProviderEvent>;
  /**
   * Names of the models its API offers to this key: the cheapest request that needs a valid one. Left out where there
   * is no API to ask. Throws ProviderError.
   */
  listModelNames?(signal: AbortSignal): Promise<string[]>;
}
