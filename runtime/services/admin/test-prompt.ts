import type { PromptTestEvent, TestPrompt } from "#core/contracts/prompt.ts";
import { tryPrompt } from "#orchestrator/index.ts";
import { recordAudit } from "../record-audit.ts";
import type { ServiceContext, Session } from "../service-context.ts";

type Context = Pick<ServiceContext, "stores" | "providers">;

/** Streams what a model makes of a sample with this prompt, and writes down what that cost. Throws InvalidInputError for an unknown model. */
export const testPrompt = async (
  context: Context,
  session: Session,
  input: TestPrompt & { name: string },
  signal: AbortSignal,
): Promise<AsyncGenerator<PromptTestEvent>> => {
  const { registry } = await context.providers.read();
  const choice = input.model === undefined ? registry.defaultModel : registry.resolve(input.model);
  const { content: systemPrompt, sample } = input;
  const events = tryPrompt(registry.get(choice.provider), { model: choice.model, systemPrompt, sample, signal });
  const follow = async function* (): AsyncGenerator<PromptTestEvent> {
    for await (const event of events) {
      yield event;
      if (event.type !== "finish") continue;
      const { inputTokens, outputTokens, costUsd } = event;
      await recordAudit(context, session, {
        action: "prompt.tested",
        target: `prompt ${input.name}`,
        details: { model: `${choice.provider}/${choice.model}`, inputTokens, outputTokens, costUsd },
      });
    }
  };
  return follow();
};
