import { z } from "zod";
import type { Commit } from "#core/contracts/commit.ts";
import { idSchema } from "#core/contracts/id.ts";
import type { GitCommit } from "#core/ports/git-host.ts";
import { parseMessage } from "./parse-message.ts";

const stepSchema = z.coerce.number().int().min(1).max(100_000);

/**
 * A Git commit as the timeline shows it. The AI made it when its author is the AI's identity and its trailers name a
 * run; what Git alone says is checked against the index by whoever shows it, since anyone can write trailers.
 */
export const toCommit = (
  commit: GitCommit,
  branch: string,
  aiEmail: string,
): Commit & { trailers: Record<string, string> } => {
  const { subject, body, trailers } = parseMessage(commit.message);
  const runId = idSchema.safeParse(trailers["LetsCode-Run"]);
  const step = stepSchema.safeParse(trailers["LetsCode-Step"]);
  const isAi = commit.author.email === aiEmail && runId.success;
  return {
    sha: commit.sha,
    parents: commit.parents,
    branch,
    subject,
    body,
    author: commit.author,
    actor: isAi ? "ai" : "user",
    runId: isAi ? runId.data : null,
    step: isAi && step.success ? step.data : null,
    pushed: true,
    createdAt: new Date(commit.createdAt).toISOString(),
    trailers,
  };
};
