import type { PromptTestEvent } from "#core/contracts/prompt.ts";
import type { Usage } from "#core/contracts/run.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { PlannedCall } from "#core/ports/budget-store.ts";
import type { ModelMessage, Provider, ProviderEvent } from "#core/ports/provider.ts";
import { estimateTokens } from "../runs/estimate-tokens.ts";
import { findModel } from "../runs/find-model.ts";
import { estimateUsage, planCall } from "../runs/plan-call.ts";
import { tools } from "../tools/index.ts";

/** Enough to see how the model begins; a test is not meant to build an app. */
const MAXIMUM_OUTPUT_TOKENS = 4_000;

const CONTEXT =
  "This is a test of the system prompt above. There is no repository and nothing is carried out: only your first answer, with its tool calls, is looked at.";

const toTestEvent = (event: ProviderEvent): PromptTestEvent | null => {
  switch (event.type) {
    case "text-delta":
      return { type: "text", text: event.text };
    case "tool-call-end":
      return { type: "call", tool: event.tool, arguments: event.arguments };
    case "finish": {
      return { type: "finish", reason: event.reason, ...event.usage };
    }
    default:
      return null;
  }
};

export interface PromptTest {
  model: string;
  systemPrompt: string;
  sample: string;
}

const toMessages = ({ systemPrompt, sample }: PromptTest): ModelMessage[] => [
  { role: "system", parts: [{ type: "text", text: systemPrompt }] },
  { role: "system", parts: [{ type: "text", text: CONTEXT }] },
  { role: "user", parts: [{ type: "text", text: sample }] },
];

const definitions = tools.map(({ definition }) => definition);

/** What a test may come to, for the budgets it counts in. */
export const planPromptTest = (provider: Provider, test: PromptTest): PlannedCall =>
  planCall(findModel(provider, test.model), estimateTokens(toMessages(test), definitions), {
    step: 0,
    mostOutputTokens: MAXIMUM_OUTPUT_TOKENS,
  });

/** What a test has used that broke off after so many characters, as far as it can be known. */
export const estimatePromptTest = (provider: Provider, test: PromptTest, characters: number): Usage =>
  estimateUsage(findModel(provider, test.model), estimateTokens(toMessages(test), definitions), characters);

/**
 * Asks a model one sample with a system prompt and streams its first answer: text, tool calls, usage. The model is told
 * of the same tools as in a run, and none is carried out. A fault of the provider is the last event.
 */
export async function* tryPrompt(
  provider: Provider,
  request: PromptTest & { maxOutputTokens: number; signal: AbortSignal },
): AsyncGenerator<PromptTestEvent> {
  yield { type: "start", model: `${provider.name}/${request.model}`, isDemo: provider.isDemo };
  try {
    const events = provider.stream({
      model: request.model,
      messages: toMessages(request),
      tools: definitions,
      maxOutputTokens: request.maxOutputTokens,
      signal: request.signal,
    });
    for await (const event of events) {
      const shown = toTestEvent(event);
      if (shown !== null) yield shown;
    }
  } catch (thrown) {
    if (request.signal.aborted) return;
    const { detail, fix, code } = toLetscodeError(thrown);
    yield { type: "error", detail, fix, code };
  }
}
