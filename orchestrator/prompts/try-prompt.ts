import type { PromptTestEvent } from "#core/contracts/prompt.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { Provider, ProviderEvent } from "#core/ports/provider.ts";
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
      const { inputTokens, outputTokens, costUsd } = event.usage;
      return { type: "finish", reason: event.reason, inputTokens, outputTokens, costUsd };
    }
    default:
      return null;
  }
};

/**
 * Asks a model one sample with a system prompt and streams its first answer: text, tool calls, usage. The model is told
 * of the same tools as in a run, and none is carried out. A fault of the provider is the last event.
 */
export async function* tryPrompt(
  provider: Provider,
  request: { model: string; systemPrompt: string; sample: string; signal: AbortSignal },
): AsyncGenerator<PromptTestEvent> {
  yield { type: "start", model: `${provider.name}/${request.model}`, isDemo: provider.isDemo };
  try {
    const events = provider.stream({
      model: request.model,
      messages: [
        { role: "system", parts: [{ type: "text", text: request.systemPrompt }] },
        { role: "system", parts: [{ type: "text", text: CONTEXT }] },
        { role: "user", parts: [{ type: "text", text: request.sample }] },
      ],
      tools: tools.map(({ definition }) => definition),
      maxOutputTokens: MAXIMUM_OUTPUT_TOKENS,
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
