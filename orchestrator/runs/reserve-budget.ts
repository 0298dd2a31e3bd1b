import type { ModelMessage, ToolDefinition } from "#core/ports/provider.ts";
import { RunLimitError } from "./run-limit-error.ts";
import type { RunSession } from "./run-session.ts";

/** Fewer characters a token than any tokenizer of today needs for code, so that the estimate errs on the safe side. */
export const CHARACTERS_PER_TOKEN = 3.2;
/** An answer with less room than this cannot do anything useful. */
const MINIMUM_ANSWER_TOKENS = 1_000;
const TOKENS_PER_IMAGE = 1_600;

/** Characters of a message, as far as they count for the model. */
export const sizeOfMessage = ({ parts }: ModelMessage): number =>
  parts.reduce((sum, part) => {
    if (part.type === "text") return sum + part.text.length;
    if (part.type === "tool-call") return sum + part.arguments.length;
    if (part.type === "tool-result") return sum + part.content.length;
    return sum + TOKENS_PER_IMAGE * CHARACTERS_PER_TOKEN;
  }, 0);

export const sizeOfTools = (tools: readonly ToolDefinition[]): number => JSON.stringify(tools).length;

/** Tokens a request may come to, rather too many than too few. */
export const estimateTokens = (messages: ModelMessage[], tools: readonly ToolDefinition[]): number =>
  Math.ceil(messages.reduce((sum, message) => sum + sizeOfMessage(message), sizeOfTools(tools)) / CHARACTERS_PER_TOKEN);

const countCalls = (session: RunSession): number =>
  session.messages.filter(({ role, parts }) => role === "assistant" && parts.length > 0).length;

/**
 * How many tokens the next answer may have so that no limit of the run is passed, whatever the model does with them.
 * Throws RunLimitError when that leaves no room for an answer: the call is then not sent.
 */
export const reserveBudget = (session: RunSession, inputTokens: number): number => {
  const { limits, model, run } = session;
  const { usage } = run;
  if (countCalls(session) >= limits.modelCalls) {
    throw new RunLimitError("model calls", String(limits.modelCalls), { limit: "modelCalls" });
  }
  const tokensLeft = limits.tokens - usage.inputTokens - usage.outputTokens - inputTokens;
  if (tokensLeft < MINIMUM_ANSWER_TOKENS) {
    throw new RunLimitError("tokens", limits.tokens.toLocaleString("en"), { limit: "tokens", used: usage });
  }
  const dollarsLeft = limits.costUsd - usage.costUsd - (inputTokens * model.inputPrice) / 1_000_000;
  const affordable = model.outputPrice > 0 ? Math.floor((dollarsLeft * 1_000_000) / model.outputPrice) : Infinity;
  if (dollarsLeft < 0 || affordable < MINIMUM_ANSWER_TOKENS) {
    throw new RunLimitError("US dollars", limits.costUsd.toFixed(2), { limit: "costUsd", used: usage });
  }
  const contextLeft = Math.max(MINIMUM_ANSWER_TOKENS, model.contextTokens - inputTokens);
  return Math.min(limits.outputTokens, tokensLeft, affordable, contextLeft);
};
