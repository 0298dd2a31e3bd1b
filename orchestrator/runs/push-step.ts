import { LetscodeError } from "#core/errors/letscode-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { CommitRequest } from "#core/ports/git-host.ts";
import { saveCurrentStep } from "./begin-step.ts";
import type { ReadyStep } from "./commit-step.ts";
import { findOwnCommit } from "./find-own-commit.ts";
import { logActivity, type RunSession } from "./run-session.ts";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** So long in all a push is waited for before the run ends with the step "not pushed"; a person may then resume it. */
const PATIENCE = 10 * 60_000;

/** Milliseconds until the next try: longer each time, and no sooner than a host that limits requests allows. */
const chooseWait = (error: LetscodeError, tries: number): number => {
  const asked = error.data["retryAfterSeconds"];
  return Math.max(
    Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT),
    typeof asked === "number" && Number.isFinite(asked) ? asked * 1000 : 0,
  );
};

export interface PushedStep {
  sha: string;
  /** Paths that other people changed on the branch since the step began. */
  others: string[];
}

const composeRequest = async (session: RunSession, step: ReadyStep): Promise<CommitRequest> => {
  const { dependencies, run, files } = session;
  const { gitRules, author, stores } = dependencies;
  const person = await stores.profiles.get(run.requestedBy);
  const message = gitRules.composeMessage({
    subject: step.title,
    body: step.summary,
    run: {
      id: run.id,
      step: session.step.number,
      feature: step.feature,
      model: `${run.provider}/${run.model}`,
      prompt: `${run.promptName}@${run.promptVersion}`,
      usage: session.step.usage,
      checks: step.checks,
    },
    coAuthors: person === null ? [] : [{ name: person.displayName || person.email, email: person.email }],
  });
  return { branch: run.branch, expectedHead: files.baseSha, changes: step.changes, message, author, onMoved: "refuse" };
};

const listOthers = async (session: RunSession, head: string): Promise<string[]> => {
  const { dependencies, repository, files } = session;
  const range = { base: files.baseSha, head, fromMergeBase: false };
  const diff = await dependencies.gitHost.diff(repository, range);
  return diff.files.map(({ path }) => path);
};

/** Heads that are tried before the branch counts as too busy; each try loses only to a push that came first. */
const MAXIMUM_HEADS = 100;

/**
 * Commits on the head the step began with, or else on whatever head the branch has by now, by three-way merge. Before each
 * try on another head two things are made sure of: that the step's own commit is not among what came in between, and that
 * this worker still holds the run. A head that was looked at is the only one the change can land on, so that neither a
 * worker that was frozen meanwhile nor a lost answer can make a second commit (A7, A8).
 */
const commitOnce = async (session: RunSession, step: ReadyStep, request: CommitRequest): Promise<PushedStep> => {
  const { dependencies, repository, run } = session;
  const { gitHost } = dependencies;
  let head = request.expectedHead;
  for (let tries = 1; ; tries += 1) {
    try {
      const isMoved = head !== request.expectedHead;
      const place: Partial<CommitRequest> = head === null || !isMoved ? {} : { onMoved: "replay", replayOnto: head };
      const { sha, parentSha } = await gitHost.commit(repository, { ...request, ...place });
      return { sha, others: parentSha === null || !isMoved ? [] : await listOthers(session, parentSha) };
    } catch (thrown) {
      if (!(thrown instanceof StaleHeadError) || tries >= MAXIMUM_HEADS) throw thrown;
      head = await gitHost.resolve(repository, run.branch);
      if (head === null) throw thrown;
      const own = await findOwnCommit(session, head);
      if (own !== null) return { sha: own.sha, others: [] };
      await saveCurrentStep(session, { ...step, state: "running", commitSha: null });
    }
  }
};

/**
 * Puts the step on its branch, once. The row is written first, under this worker's attempt, so that a worker that lost the
 * run does not commit (A7). A host that cannot be reached leaves the step "not pushed" and is tried again; whether the
 * lost answer was a yes is looked up first, so that there is never a second commit.
 */
export const pushStep = async (session: RunSession, step: ReadyStep): Promise<PushedStep> => {
  const { dependencies, signal } = session;
  const request = await composeRequest(session, step);
  await saveCurrentStep(session, { ...step, state: "running", commitSha: null });
  let waited = 0;
  let told = "";
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await commitOnce(session, step, request);
    } catch (thrown) {
      if (!(thrown instanceof LetscodeError) || !thrown.isRetryable) throw thrown;
      await saveCurrentStep(session, { ...step, state: "not_pushed", commitSha: null });
      const wait = chooseWait(thrown, tries);
      waited += wait;
      if (waited > PATIENCE) throw thrown;
      const { detail: reason } = thrown;
      if (reason !== told) {
        await logActivity(session, "step.not_pushed", { step: session.step.number, title: step.title, reason });
      }
      told = reason;
      await dependencies.clock.sleep(wait, signal);
    }
  }
};
