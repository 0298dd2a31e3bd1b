import type { FileEdit } from "#core/contracts/file.ts";
import { MergeConflictError } from "#core/errors/merge-conflict-error.ts";
import { PathRefusedError } from "#core/errors/path-refused-error.ts";
import type { CheckOutcome, CheckReport } from "#core/ports/check-runner.ts";
import { passGates } from "../gates/index.ts";
import { describeChecks, hasFailed } from "../tools/run-checks.ts";
import { fail, succeed, type ToolResult } from "../tools/tool.ts";
import { readCurrentFeature, saveCurrentStep } from "./begin-step.ts";
import { findOwnCommit } from "./find-own-commit.ts";
import { openFiles } from "./open-files.ts";
import { pushStep } from "./push-step.ts";
import { RunLimitError } from "./run-limit-error.ts";
import { runProjectChecks } from "./run-project-checks.ts";
import { logActivity, noUsage, patchRun, type RunSession } from "./run-session.ts";

export interface StepText {
  title: string;
  summary: string;
}

/** A step as it is about to be committed. */
export interface ReadyStep extends StepText {
  feature: string | null;
  changes: FileEdit[];
  checks: Record<string, CheckOutcome>;
}

const toChecks = (report: CheckReport | null): Record<string, CheckOutcome> =>
  report === null ? { project: "skipped" } : report.outcomes;

const refuse = (reasons: string[]): ToolResult =>
  fail(
    "The step was not accepted",
    `Nothing was committed.\n${reasons.map((reason) => `- ${reason}`).join("\n")}\nCorrect this and call finish_step again.`,
    "step",
  );

/** Takes note of the commit in the rows and goes on from it. The rows are written before anything builds on them. */
const recordCommit = async (session: RunSession, step: ReadyStep, sha: string): Promise<void> => {
  const { number, usage } = session.step;
  const { title, summary, feature, checks } = step;
  const saved = await saveCurrentStep(session, { state: "committed", title, summary, feature, commitSha: sha, checks });
  session.steps = [...session.steps.filter((known) => known.number !== number), saved];
  await patchRun(session, { headSha: sha, state: "running" });
  await logActivity(session, "step.committed", {
    step: number,
    title,
    summary,
    feature,
    commitSha: sha,
    checks,
    files: step.changes.slice(0, 50).map(({ path }) => path),
    fileCount: step.changes.length,
    usage,
  });
  session.files = await openFiles(session, sha);
  session.step = { number: number + 1, startedAt: null, usage: noUsage, checks: null };
  session.ledger.reset();
  session.live.clearFiles();
};

const describeOthers = (others: string[]): string =>
  others.length === 0
    ? ""
    : ` Somebody else pushed to the branch meanwhile; your step was put on top of it. They changed ${others.slice(0, 20).join(", ")}: read these again before you edit them.`;

const describeCommit = (session: RunSession, step: ReadyStep, sha: string, others: string[]): ToolResult => {
  const { run } = session;
  const outcomes = Object.entries(step.checks).map(([name, outcome]) => `${name} ${outcome}`);
  const count = step.changes.length;
  return succeed(
    `Committed: ${step.title}`,
    `Committed as ${sha.slice(0, 7)} on ${run.branch}: ${count} ${count === 1 ? "file" : "files"}. Checks: ${outcomes.join(", ") || "none"}.${describeOthers(others)}`,
  );
};

/** The commit is there already: a worker was gone before it could write it down. */
const adopt = async (session: RunSession, text: StepText): Promise<ToolResult | null> => {
  const { dependencies, repository, run } = session;
  const head = await dependencies.gitHost.resolve(repository, run.branch);
  const own = head === null ? null : await findOwnCommit(session, head);
  if (own === null) return null;
  const changes = await session.files.changes();
  const step = { ...text, feature: await readCurrentFeature(session), changes, checks: {} };
  await recordCommit(session, step, own.sha);
  return describeCommit(session, step, own.sha, []);
};

const refuseConflict = async (session: RunSession, step: ReadyStep, error: MergeConflictError): Promise<ToolResult> => {
  await saveCurrentStep(session, { ...step, state: "failed", commitSha: null });
  session.ending = { type: "failed", error: new MergeConflictError(error.paths, "run") };
  return fail(
    "Somebody else changed the same lines",
    `Nothing was committed: ${error.detail} The run stops here so that a person can decide.`,
  );
};

/**
 * Ends a step as exactly one commit: gates, the project's own checks, then compare-and-swap on the branch. What is refused
 * goes back to the model. Throws RunLimitError, and whatever keeps the git host from taking the commit.
 */
export const commitStep = async (session: RunSession, text: StepText): Promise<ToolResult> => {
  const { dependencies, files, limits } = session;
  const adopted = await adopt(session, text);
  if (adopted !== null) return adopted;
  const changes = await files.changes();
  if (changes.length === 0) {
    return fail("Nothing to commit", "Nothing has changed since the last commit. Change files first, or call finish.");
  }
  if (session.step.number > limits.steps) throw new RunLimitError("steps", String(limits.steps), { limit: "steps" });
  const { gitRules: rules, scanner } = dependencies;
  const reasons = await passGates({ changes, text, files, rules, scanner });
  if (reasons.length > 0) return refuse(reasons);
  const report = await runProjectChecks(session);
  if (report !== null && hasFailed(report)) return refuse([describeChecks(report)]);
  const feature = await readCurrentFeature(session);
  const step: ReadyStep = { ...text, feature, changes, checks: toChecks(report) };
  try {
    const { sha, others } = await pushStep(session, step);
    await recordCommit(session, step, sha);
    return describeCommit(session, step, sha, others);
  } catch (thrown) {
    if (thrown instanceof MergeConflictError) return refuseConflict(session, step, thrown);
    if (thrown instanceof PathRefusedError) return refuse([thrown.detail]);
    throw thrown;
  }
};
