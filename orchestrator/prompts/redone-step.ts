import type { RunStep } from "#core/contracts/run.ts";

export type StepToTell = Pick<RunStep, "number" | "title" | "summary">;

const TASK =
  "Do this one step anew, in the way you think best, and nothing else of the request; call finish when it is committed:";

/** A step in one line. */
export const describeStep = ({ number, title, summary }: StepToTell): string =>
  `${number}. ${title === "" ? "(no title)" : title}${summary.trim() === "" ? "" : `: ${summary.trim().slice(0, 400)}`}`;

/** What a run is told that does one step of an earlier run anew on the same branch. */
export const describeRedoneStep = (step: StepToTell, others: StepToTell[]): string =>
  [
    "An earlier run worked on the request that follows, on this branch. The person wants one of its steps done anew: what it changed was taken back, and everything else is kept.",
    ...(others.length === 0
      ? []
      : [`These steps of that run are on the branch; keep them as they are:\n${others.map(describeStep).join("\n")}`]),
    `${TASK}\n${describeStep(step)}`,
  ].join("\n\n");

/** The line of the step that a run was told to do anew, behind its number; null for every other text. */
export const readRedoneStep = (text: string): string | null => {
  const start = text.lastIndexOf(`${TASK}\n`);
  return start === -1 ? null : (/^\d+\. (.*)/.exec(text.slice(start + TASK.length + 1))?.[1] ?? null);
};
