import { activeRunStates, type Run } from "#core/contracts/index.ts";

/** A prompt that was taken back before anybody began it. */
export const isTakenBack = ({ state, startedAt }: Pick<Run, "state" | "startedAt">): boolean =>
  state === "stopped" && startedAt === null;

/** Runs of its branch that come before a prompt that waits for its turn; none when it waits for no other. */
export const findAhead = (run: Run, runs: readonly Run[]): Run[] =>
  run.state === "queued" && run.startedAt === null
    ? runs.filter(
        (other) =>
          other.branch === run.branch &&
          other.createdAt < run.createdAt &&
          (other.state === "waiting" || activeRunStates.includes(other.state)),
      )
    : [];

/** The run a branch is about now: the newest that is not a prompt that waits for another, or one that was taken back. */
export const findCurrentRun = (runs: readonly Run[]): Run | null =>
  runs
    .toSorted((one, other) => other.createdAt.localeCompare(one.createdAt) || other.seq - one.seq)
    .find((run) => !isTakenBack(run) && findAhead(run, runs).length === 0) ?? null;
