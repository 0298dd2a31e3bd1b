import { SYSTEM_PROMPT_NAME } from "#core/contracts/prompt.ts";
import { activeRunStates, type CreateRun, type Run } from "#core/contracts/run.ts";
import { LimitReachedError } from "#core/errors/limit-reached-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { choosePromptVersion } from "./choose-prompt-version.ts";
import { nameRunBranch } from "./name-run-branch.ts";
import { requireProject } from "./require-project.ts";
import { type ModelSource, resolveModel } from "./resolve-model.ts";
import type { ServiceContext, Session } from "./service-context.ts";

/** Runs of one project that may wait or work at the same time; a double click costs nothing, a loop is stopped early. */
const MAXIMUM_ACTIVE_RUNS = 10;

/** What starting a run needs; the worker has it as well, for runs that a review asks for, and so has an Edge Function. */
export type RunStarter = Pick<ServiceContext, "stores" | "randomText" | "fallbackModel"> & {
  providers: ModelSource;
};

/** Throws LimitReachedError when as many runs of a project wait or work as may. */
export const refuseTooManyRuns = async (session: Session, projectId: string): Promise<void> => {
  const { items } = await session.stores.runs.list(projectId, { limit: 50 });
  const active = items.filter(({ state }) => activeRunStates.includes(state)).length;
  if (active >= MAXIMUM_ACTIVE_RUNS) {
    throw new LimitReachedError(
      `${active} runs of this project are queued or at work, which is the most there may be.`,
      "Wait until one has finished, or stop one.",
      { limit: MAXIMUM_ACTIVE_RUNS },
    );
  }
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
 * this installation does not have, LimitReachedError.
 */
export const startRun = async (
  context: RunStarter,
  session: Session,
  projectId: string,
  input: CreateRun,
): Promise<Run> => {
  const project = await requireProject(session, projectId);
  await refuseTooManyRuns(session, project.id);
  await refuseForeignImages(session, project.id, input.images ?? []);
  const { provider, model } = await resolveModel(context, input.model ?? project.model);
  const promptVersion = await choosePromptVersion(context, input.promptVersion ?? project.promptVersion);
  const { run, isNew } = await context.stores.runs.create({
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
  });
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
