import type { GitCommit } from "#core/ports/git-host.ts";
import type { RunSession } from "./run-session.ts";

/** Commits looked through for one of ours; people do not push more than this while a step is made. */
const MAXIMUM_COMMITS = 500;

const RUN = "LetsCode-Run";
const STEP = "LetsCode-Step";

/**
 * The commit of the current step, when it is on the branch already: made by a worker that was gone before it could say so,
 * or by a push whose answer got lost (A8). It is recognised by its trailers.
 */
export const findOwnCommit = async (session: RunSession, head: string): Promise<GitCommit | null> => {
  const { dependencies, repository, run, step } = session;
  const { gitHost, gitRules, author } = dependencies;
  if (head === session.files.baseSha) return null;
  const range = { from: session.files.baseSha, to: head, limit: MAXIMUM_COMMITS };
  const commits = await gitHost.commitsBetween(repository, range);
  return (
    commits.find(({ message, author: { email } }) => {
      const { trailers } = gitRules.parseMessage(message);
      return email === author.email && trailers[RUN] === run.id && trailers[STEP] === String(step.number);
    }) ?? null
  );
};
