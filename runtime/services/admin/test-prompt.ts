import type { PromptTestEvent, TestPrompt } from "#core/contracts/prompt.ts";
import type { Usage } from "#core/contracts/run.ts";
import { BudgetSpentError } from "#core/errors/budget-spent-error.ts";
import { estimatePromptTest, type ModelChoice, planPromptTest, tryPrompt } from "#orchestrator/index.ts";
import { recordAudit } from "../record-audit.ts";
import type { ServiceContext, Session } from "../service-context.ts";

type Context = Pick<ServiceContext, "stores" | "providers" | "clock">;

interface Follow {
  choice: ModelChoice;
  target: string;
  /** What has been used when the answer breaks off after so many characters. */
  estimate: (characters: number) => Usage;
  settle: (usage: Usage | null) => Promise<void>;
}

/** Passes a test on, and settles what it used however it ends: finished, refused, or left by the client. */
async function* followTest(
  events: AsyncGenerator<PromptTestEvent>,
  context: Context,
  session: Session,
  { choice, target, estimate, settle }: Follow,
): AsyncGenerator<PromptTestEvent> {
  let usage: Usage | null = null;
  let characters = 0;
  try {
    for await (const event of events) {
      if (event.type === "text") characters += event.text.length;
      if (event.type === "call") characters += event.arguments.length;
      if (event.type === "finish") {
        const { inputTokens, cachedInputTokens, outputTokens, costUsd } = event;
        usage = { inputTokens, cachedInputTokens, outputTokens, costUsd };
        await recordAudit(context, session, {
          action: "prompt.tested",
          target,
          details: { model: `${choice.provider}/${choice.model}`, inputTokens, outputTokens, costUsd },
        });
      }
      yield event;
    }
  } finally {
    await settle(usage ?? (characters > 0 ? estimate(characters) : null));
  }
}

/**
 * Streams what a model makes of a sample with this prompt, and writes down what that cost. It counts in the budgets of
 * whoever tries it, as a run does (A30). Throws InvalidInputError for an unknown model, BudgetSpentError when a budget
 * has no room for it: nothing is sent then.
 */
export const testPrompt = async (
  context: Context,
  session: Session,
  input: TestPrompt & { name: string },
  signal: AbortSignal,
): Promise<AsyncGenerator<PromptTestEvent>> => {
  const { registry } = await context.providers.read();
  const choice = input.model === undefined ? registry.defaultModel : registry.resolve(input.model);
  const provider = registry.get(choice.provider);
  const test = { model: choice.model, systemPrompt: input.content, sample: input.sample };
  const reserved = await context.stores.budgets.reserveTest(session.userId, planPromptTest(provider, test));
  if ("spent" in reserved) throw new BudgetSpentError(reserved.spent, context.clock.now());
  const { reservationId, outputTokens: maxOutputTokens } = reserved;
  const events = tryPrompt(provider, { ...test, maxOutputTokens, signal });
  return followTest(events, context, session, {
    choice,
    target: `prompt ${input.name}`,
    estimate: (characters) => estimatePromptTest(provider, test, characters),
    settle: (usage) => context.stores.budgets.settleTest(reservationId, session.userId, choice, usage),
  });
};
