import type { Actor } from "#core/contracts/actor.ts";
import type { Commit } from "#core/contracts/commit.ts";
import { idSchema } from "#core/contracts/id.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import { parseMessage } from "./parse-message.ts";
import { trailerNames } from "./trailers.ts";

export interface ToCommitOptions {
  branch: string;
  pushed: boolean;
  /** Email of the identity our own commits are made with. */
  aiEmail: string;
}

const readStep = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,6}$/.test(text) ? Number(text) : null;

/**
 * The contract's commit of a Git commit. It counts as the AI's when our own identity made it and its trailers name a
 * run; without a run that identity is the platform (`system`); anybody else is a person, whatever the trailers say.
 */
export const toCommit = (
  commit: GitCommit,
  options: ToCommitOptions,
): Commit & { trailers: Record<string, string> } => {
  const { subject, body, trailers } = parseMessage(commit.message);
  const isOurs = commit.author.email.toLowerCase() === options.aiEmail.toLowerCase();
  const run = idSchema.safeParse(trailers[trailerNames.run]);
  const ownActor: Actor = run.success ? "ai" : "system";
  const isAi = isOurs && run.success;
  return {
    sha: commit.sha,
    parents: commit.parents,
    branch: options.branch,
    subject,
    body,
    author: { name: commit.author.name, email: commit.author.email },
    actor: isOurs ? ownActor : "user",
    runId: isAi ? run.data : null,
    step: isAi ? readStep(trailers[trailerNames.step]) : null,
    pushed: options.pushed,
    createdAt: commit.createdAt,
    trailers,
  };
};
