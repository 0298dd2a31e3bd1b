import { activeRunStates, type RedoStep, type Run, type RunStep } from "#core/contracts/run.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import { NothingToUndoError } from "#core/errors/nothing-to-undo-error.ts";
import { admitRun, MAXIMUM_ACTIVE_RUNS } from "./admit-run.ts";
import { choosePromptAgain } from "./choose-prompt-again.ts";
import { requireProject, toRepositoryName } from "./require-project.ts";
import { requireHead } from "./require-head.ts";
import { requireRun } from "./require-run.ts";
import { resolveModel } from "./resolve-model.ts";
import type { ServiceContext, Session } from "./service-context.ts";
import { undoCommit } from "./undo-commit.ts";

type Committed = RunStep & { commitSha: string };

const isCommitted = (step: RunStep): step is Committed => step.commitSha !== null;

const findStep = async (session: Session, run: Run, number: number): Promise<Committed> => {
  if (run.baseSha === null) {
    throw new IllegalStateError(
      "This run has not begun yet, so there is no step to do anew.",
      "Change its prompt while it waits, or wait until it has begun.",
      { state: run.state },
    );
  }
  const step = (await session.stores.runs.listSteps(run.id)).find((one) => one.number === number);
  if (step === undefined) throw new InvalidInputError([{ path: "step", message: `this run has no step ${number}` }]);
  if (isCommitted(step)) return step;
  throw new IllegalStateError(
    `Step ${number} of this run made no commit, so there is nothing to do anew.`,
    "Let the run go on from there instead.",
    { state: step.state },
  );
};

/** Taking back what another run builds on at that moment would pull the floor from under it. */
const refuseBusyBranch = (runs: Run[], { branch }: Run): void => {
  const busy = runs.find((run) => run.branch === branch && activeRunStates.includes(run.state));
  if (busy === undefined) return;
  throw new IllegalStateError(
    "A run is at work on this branch, or waits for its turn there.",
    "Wait until it has ended, or stop it, and do the step anew then.",
    { runId: busy.id, state: busy.state },
  );
};

/** Takes the step's commit back. One that was taken back before, by a person or a request that got no answer, stays so. */
const takeBack = async (context: ServiceContext, session: Session, run: Run, step: Committed): Promise<void> => {
  const project = await requireProject(session, run.projectId);
  await requireHead(context, project, run.branch);
  const { ahead } = await context.gitHost.checkMerge(toRepositoryName(project), {
    into: run.branch,
    from: step.commitSha,
  });
  if (ahead > 0) {
    throw new IllegalStateError(
      `The commit of step ${step.number} is not on ${run.branch} any more.`,
      "Try the step again on a new branch instead.",
      { commitSha: step.commitSha },
    );
  }
  try {
    await undoCommit(context, session, project.id, { kind: "revert", commit: step.commitSha, branch: run.branch });
  } catch (thrown) {
    if (!(thrown instanceof NothingToUndoError)) throw thrown;
  }
};

/**
 * Does one committed step of a run anew on the branch it is on: takes its commit back with a new one, keeps the later ones,
 * and starts a run on the same branch that does this step once more, with the same or another model. History only moves
 * forward. Throws NotFoundError, IllegalStateError where the step made no commit or the branch is busy, MergeConflictError
 * when later commits changed the same lines, InvalidInputError, LimitReachedError, BudgetSpentError; nothing is written then.
 */
export const redoStep = async (
  context: ServiceContext,
  session: Session,
  id: string,
  input: RedoStep,
): Promise<Run> => {
  const first = await requireRun(session, id);
  const { items } = await session.stores.runs.list(first.projectId, { limit: 50 });
  const key = input.idempotencyKey ?? null;
  const known = key === null ? undefined : items.find(({ idempotencyKey }) => idempotencyKey === key);
  if (known !== undefined) return known;
  const step = await findStep(session, first, input.step);
  refuseBusyBranch(items, first);
  const { provider, model } = await resolveModel(context, input.model ?? `${first.provider}/${first.model}`);
  const promptVersion = await choosePromptAgain(context, first, input.promptVersion);
  await admitRun(context, session, first.projectId, input.idempotencyKey);
  await takeBack(context, session, first, step);
  const { projectId, branch, kind, prompt, promptName, fallbackModel, images } = first;
  const { run, isNew } = await context.stores.runs.create(
    {
      projectId,
      branch,
      kind,
      prompt,
      promptName,
      fallbackModel,
      images,
      provider,
      model,
      promptVersion,
      idempotencyKey: key,
      requestedBy: session.userId,
      retryOf: first.id,
      retryStep: step.number,
    },
    { maximumActive: MAXIMUM_ACTIVE_RUNS },
  );
  if (isNew) {
    await context.stores.activity.append({
      projectId,
      actor: "user",
      action: "run.step_redone",
      details: { step: step.number, title: step.title, branch, model: `${provider}/${model}`, promptVersion },
      runId: run.id,
    });
  }
  return run;
};
