import type { RunStep, StepState } from "#core/contracts/run.ts";
import { patchRun, type RunSession } from "./run-session.ts";

/** The feature of the plan that is being worked on: the first one in progress. */
export const readCurrentFeature = async (session: RunSession): Promise<string | null> => {
  const plan = await session.dependencies.stores.plan.list(session.project.id);
  return plan.find(({ status }) => status === "in_progress")?.feature ?? null;
};

/** Writes the row of the step that is being worked on. */
export const saveCurrentStep = async (
  session: RunSession,
  step: Pick<RunStep, "title" | "summary" | "feature" | "commitSha" | "checks"> & { state: StepState },
): Promise<RunStep> => {
  const { dependencies, run } = session;
  const now = dependencies.clock.now().toISOString();
  return dependencies.stores.runs.saveStep(run.attempt, {
    runId: run.id,
    projectId: run.projectId,
    number: session.step.number,
    usage: session.step.usage,
    startedAt: session.step.startedAt ?? now,
    finishedAt: step.state === "running" || step.state === "not_pushed" ? null : now,
    ...step,
  });
};

/** Shows that a step is under way, once its first file has changed. */
export const beginStep = async (session: RunSession): Promise<void> => {
  if (session.step.startedAt !== null) return;
  session.step.startedAt = session.dependencies.clock.now().toISOString();
  if (session.run.state !== "running") await patchRun(session, { state: "running" });
  const feature = await readCurrentFeature(session);
  await saveCurrentStep(session, {
    state: "running",
    title: feature ?? "",
    summary: "",
    feature,
    commitSha: null,
    checks: {},
  });
};
