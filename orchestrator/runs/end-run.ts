import { finalRunStates, type Run } from "#core/contracts/run.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import { saveCurrentStep } from "./begin-step.ts";
import type { RunExecutorDependencies } from "./executor-dependencies.ts";
import { logActivity, patchRun, type Ending, type RunSession } from "./run-session.ts";

const now = (session: RunSession): string => session.dependencies.clock.now().toISOString();

/** Closes the row of a step that does not become a commit for now. A step "not pushed" stays so. */
const closeStep = async (session: RunSession, state: "failed" | "stopped"): Promise<void> => {
  if (session.step.startedAt === null) return;
  const steps = await session.dependencies.stores.runs.listSteps(session.run.id);
  const open = steps.find(({ number }) => number === session.step.number);
  if (open?.state !== "running") return;
  const { title, summary, feature, checks } = open;
  await saveCurrentStep(session, { state, title, summary, feature, commitSha: null, checks });
};

const describeWork = (session: RunSession): Record<string, unknown> => ({
  steps: session.steps.filter(({ state }) => state === "committed").length,
  headSha: session.run.headSha,
  usage: session.run.usage,
});

/** Writes how the run came to rest: row, step, activity. */
export const endRun = async (session: RunSession, ending: Ending | { type: "stopped" }): Promise<void> => {
  if (ending.type === "finished") {
    // A step whose changes came to nothing has no commit to become.
    await closeStep(session, "stopped");
    await patchRun(session, { state: "finished", summary: ending.summary, finishedAt: now(session) });
    await logActivity(session, "run.finished", { summary: ending.summary, ...describeWork(session) });
  } else if (ending.type === "waiting") {
    const { question, options } = ending;
    await patchRun(session, { state: "waiting", question: { question, options } });
    await logActivity(session, "run.waiting", { question, options });
  } else if (ending.type === "stopped") {
    await closeStep(session, "stopped");
    await patchRun(session, { state: "stopped", finishedAt: now(session) });
    await logActivity(session, "run.stopped", describeWork(session));
  } else {
    const { code, detail, fix, data } = ending.error;
    await closeStep(session, "failed");
    await patchRun(session, { state: "failed", error: ending.error.toProblem(), finishedAt: now(session) });
    await logActivity(session, "run.failed", { code, reason: detail, fix, data, ...describeWork(session) });
  }
};

/** Ends a run that could not even be opened. */
export const endUnopenedRun = async (
  dependencies: RunExecutorDependencies,
  run: Run,
  outcome: { type: "stopped" } | { type: "failed"; error: LetscodeError },
): Promise<void> => {
  if (finalRunStates.includes(run.state)) return;
  const finishedAt = dependencies.clock.now().toISOString();
  const error = outcome.type === "failed" ? outcome.error.toProblem() : null;
  await dependencies.stores.runs.update(run.id, run.attempt, { state: outcome.type, error, finishedAt });
  await dependencies.stores.activity.append({
    projectId: run.projectId,
    actor: "ai",
    action: outcome.type === "failed" ? "run.failed" : "run.stopped",
    details:
      outcome.type === "failed"
        ? { branch: run.branch, code: outcome.error.code, reason: outcome.error.detail, fix: outcome.error.fix }
        : { branch: run.branch },
    runId: run.id,
  });
};
