import type { RetryRun, Run } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { admitRun, MAXIMUM_ACTIVE_RUNS } from "./admit-run.ts";
import { choosePromptAgain } from "./choose-prompt-again.ts";
import { nameRunBranch } from "./name-run-branch.ts";
import { requireRun } from "./require-run.ts";
import { resolveModel } from "./resolve-model.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** The commit the branch beside the first one begins at: what the run, or the step before, had to begin with. */
const findStart = async (session: Session, run: Run, step: number | undefined): Promise<string> => {
  if (run.baseSha === null) {
    throw new IllegalStateError(
      "This run has not begun yet, so there is nothing to try again.",
      "Change its prompt while it waits, or wait until it has begun.",
      { state: run.state },
    );
  }
  if (step === undefined) return run.baseSha;
  const steps = await session.stores.runs.listSteps(run.id);
  if (!steps.some(({ number }) => number === step))
    throw new InvalidInputError([{ path: "step", message: `this run has no step ${step}` }]);
  const before = steps.filter(({ number, commitSha }) => number < step && commitSha !== null);
  return before.toSorted((one, other) => one.number - other.number).at(-1)?.commitSha ?? run.baseSha;
};

/**
 * Tries a run again on a branch of its own beside the first: all of it, or from one of its steps on, with the same or
 * another model or version of the system prompt. The first run and its branch stay as they are, to be compared. Throws
 * NotFoundError, IllegalStateError for a run that has not begun, InvalidInputError, LimitReachedError,
 * BudgetSpentError.
 */
export const retryRun = async (
  context: ServiceContext,
  session: Session,
  id: string,
  input: RetryRun,
): Promise<Run> => {
  const first = await requireRun(session, id);
  await admitRun(context, session, first.projectId, input.idempotencyKey);
  const startSha = await findStart(session, first, input.step);
  const { provider, model } = await resolveModel(context, input.model ?? `${first.provider}/${first.model}`);
  const { run, isNew } = await context.stores.runs.create(
    {
      projectId: first.projectId,
      requestedBy: session.userId,
      kind: first.kind,
      branch: nameRunBranch(first.prompt, context.randomText(4)),
      prompt: first.prompt,
      provider,
      model,
      promptName: first.promptName,
      promptVersion: await choosePromptAgain(context, first, input.promptVersion),
      idempotencyKey: input.idempotencyKey ?? null,
      retryOf: first.id,
      retryStep: input.step ?? null,
      startSha,
      fallbackModel: first.fallbackModel,
      images: first.images,
    },
    { maximumActive: MAXIMUM_ACTIVE_RUNS },
  );
  if (isNew) {
    await context.stores.activity.append({
      projectId: run.projectId,
      actor: "user",
      action: "run.tried_again",
      details: {
        prompt: run.prompt.slice(0, 500),
        branch: run.branch,
        beside: first.branch,
        model: `${provider}/${model}`,
        promptVersion: run.promptVersion,
        ...(input.step === undefined ? {} : { step: input.step }),
      },
      runId: run.id,
    });
  }
  return run;
};
