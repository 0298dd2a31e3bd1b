import { LetscodeError } from "#core/errors/letscode-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { CommitRequest } from "#core/ports/git-host.ts";
import { saveCurrentStep } from "./begin-step.ts";
import type { ReadyStep } from "./commit-step.ts";
import { findOwnCommit } from "./find-own-commit.ts";
import { logActivity, type RunSession } from "./run-session.ts";

/** Times a push is tried before the run ends with the step "not pushed". */
const MAXIMUM_TRIES = 4;
const FIRST_WAIT = 1_000;

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

/**
 * One try. The branch is where the step began, or somebody pushed in between: then the step's own commit may be among what
 * came, and if it is not, the step is replayed on the new head by three-way merge.
 */
const tryCommit = async (session: RunSession, request: CommitRequest): Promise<PushedStep> => {
  const { dependencies, repository, run } = session;
  const { gitHost } = dependencies;
  try {
    const { sha } = await gitHost.commit(repository, request);
    return { sha, others: [] };
  } catch (thrown) {
    if (!(thrown instanceof StaleHeadError)) throw thrown;
    const head = await gitHost.resolve(repository, run.branch);
    if (head === null) throw thrown;
    const own = await findOwnCommit(session, head);
    if (own !== null) return { sha: own.sha, others: [] };
    const { sha, parentSha } = await gitHost.commit(repository, { ...request, onMoved: "replay" });
    return { sha, others: await listOthers(session, parentSha ?? head) };
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
  for (let tries = 1; ; tries += 1) {
    signal.throwIfAborted();
    try {
      return await tryCommit(session, request);
    } catch (thrown) {
      const isRetried = thrown instanceof LetscodeError && thrown.isRetryable && tries < MAXIMUM_TRIES;
      if (!(thrown instanceof LetscodeError) || !thrown.isRetryable) throw thrown;
      await saveCurrentStep(session, { ...step, state: "not_pushed", commitSha: null });
      if (!isRetried) throw thrown;
      await logActivity(session, "step.not_pushed", {
        step: session.step.number,
        title: step.title,
        reason: thrown.detail,
      });
      await dependencies.clock.sleep(FIRST_WAIT * 2 ** (tries - 1), signal);
    }
  }
};
