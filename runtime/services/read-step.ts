import { z } from "zod";
import type { Commit } from "#core/contracts/commit.ts";
import type { Run, RunStep, Usage } from "#core/contracts/run.ts";
import { trailerNames } from "#git-service/index.ts";

const outcomeSchema = z.enum(["passed", "failed", "skipped"]);

/** `a=1 b=2` as the trailers of costs and checks are written. */
const readPairs = (text: string | undefined): [name: string, value: string][] =>
  (text ?? "").split(" ").flatMap((pair): [string, string][] => {
    const at = pair.indexOf("=");
    return at < 1 ? [] : [[pair.slice(0, at), pair.slice(at + 1)]];
  });

const readChecks = (text: string | undefined): RunStep["checks"] =>
  Object.fromEntries(
    readPairs(text).flatMap(([name, value]) => {
      const outcome = outcomeSchema.safeParse(value);
      return outcome.success ? [[name, outcome.data]] : [];
    }),
  );

const readUsage = (text: string | undefined): Usage => {
  const pairs = new Map(readPairs(text));
  const read = (name: string): number => {
    const value = Number(pairs.get(name));
    return Number.isFinite(value) && value >= 0 ? value : 0;
  };
  return {
    inputTokens: Math.trunc(read("in")),
    cachedInputTokens: 0,
    outputTokens: Math.trunc(read("out")),
    costUsd: read("usd"),
  };
};

/** The step a commit of the AI ended, read from the commit alone; null when the commit names none. */
export const readStep = (
  commit: Commit & { trailers: Record<string, string> },
  run: Pick<Run, "id" | "projectId">,
): Omit<RunStep, "id" | "seq"> | null => {
  if (commit.step === null || commit.step < 1 || commit.runId !== run.id) return null;
  const { trailers } = commit;
  return {
    runId: run.id,
    projectId: run.projectId,
    number: commit.step,
    state: "committed",
    title: commit.subject,
    summary: commit.body,
    feature: trailers[trailerNames.plan] ?? null,
    commitSha: commit.sha,
    checks: readChecks(trailers[trailerNames.checks]),
    usage: readUsage(trailers[trailerNames.cost]),
    startedAt: commit.createdAt,
    finishedAt: commit.createdAt,
  };
};
