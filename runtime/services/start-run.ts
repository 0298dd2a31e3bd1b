import { SYSTEM_PROMPT_NAME } from "#core/contracts/prompt.ts";
import type { CreateRun, Run } from "#core/contracts/run.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { admitRun, MAXIMUM_ACTIVE_RUNS } from "./admit-run.ts";
import { choosePromptVersion } from "./choose-prompt-version.ts";
import { nameRunBranch } from "./name-run-branch.ts";
import { requireProject } from "./require-project.ts";
import { type ModelSource, resolveModel } from "./resolve-model.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** What starting a run needs; the worker has it as well, for runs that a review asks for, and so has an Edge Function. */
export type RunStarter = Pick<ServiceContext, "stores" | "clock" | "randomText" | "fallbackModel"> & {
  providers: ModelSource;
};

const refuseForeignImages = async (session: Session, projectId: string, ids: string[]): Promise<void> => {
  if (ids.length === 0) return;
  const known = new Set((await session.stores.promptImages.list(projectId)).map(({ id }) => id));
  if (ids.some((id) => !known.has(id))) throw new NotFoundError("image");
};

/** What takes over when the run's own provider keeps failing; nothing when that is the same model. */
const chooseFallback = async (context: RunStarter, input: CreateRun, model: string): Promise<string | null> => {
  const asked = input.fallbackModel === undefined ? context.fallbackModel : input.fallbackModel;
  // The installation's own is looked up when it is needed, so that a mistake in it keeps no run from starting.
  if (asked === null || input.fallbackModel === undefined) return asked === model ? null : asked;
  const chosen = await resolveModel(context, asked);
  const name = `${chosen.provider}/${chosen.model}`;
  return name === model ? null : name;
};

/**
 * Starts a run: inserts its row, and the database enqueues the job in the same transaction. The same
 * idempotency key answers the run it made the first time. Throws NotFoundError, InvalidInputError for a model
 * this installation does not have, LimitReachedError, BudgetSpentError.
 */
export const startRun = async (
  context: RunStarter,
  session: Session,
  projectId: string,
  input: CreateRun,
): Promise<Run> => {
  const project = await requireProject(session, projectId);
  await admitRun(context, session, project.id, input.idempotencyKey);
  await refuseForeignImages(session, project.id, input.images ?? []);
  const { provider, model } = await resolveModel(context, input.model ?? project.model);
  const promptVersion = await choosePromptVersion(context, input.promptVersion ?? project.promptVersion);
  const { run, isNew } = await context.stores.runs.create(
    {
      projectId: project.id,
      requestedBy: session.userId,
      kind: "prompt",
      branch: input.branch ?? nameRunBranch(input.prompt, context.randomText(4)),
      prompt: input.prompt,
      provider,
      model,
      promptName: SYSTEM_PROMPT_NAME,
      promptVersion,
      idempotencyKey: input.idempotencyKey ?? null,
      fallbackModel: await chooseFallback(context, input, `${provider}/${model}`),
      images: input.images ?? [],
    },
    { maximumActive: MAXIMUM_ACTIVE_RUNS },
  );
  if (isNew) {
    await context.stores.activity.append({
      projectId: project.id,
      actor: "user",
      action: "run.requested",
      details: { prompt: run.prompt.slice(0, 500), branch: run.branch, model: `${provider}/${model}` },
      runId: run.id,
    });
  }
  return run;
};
