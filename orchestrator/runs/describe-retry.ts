import { describeRedoneStep, describeStep } from "../prompts/redone-step.ts";
import type { RunSession } from "./run-session.ts";

/**
 * What a run is told that tries one of the steps of another run again: what is there already, and what to do anew. On the
 * branch of that run it is one step and no more; on a branch beside it, the step and what follows. Null for every other run:
 * one that tries a whole run again should not be led by what the first one did.
 */
export const describeRetry = async (session: RunSession): Promise<string | null> => {
  const { retryOf, retryStep, branch } = session.run;
  if (retryOf === null || retryStep === null) return null;
  const { runs } = session.dependencies.stores;
  const [first, listed] = await Promise.all([runs.get(retryOf), runs.listSteps(retryOf)]);
  const steps = listed.toSorted((one, other) => one.number - other.number);
  const step = steps.find(({ number }) => number === retryStep);
  if (step === undefined) return null;
  const { redact } = session.dependencies.scanner;
  const others = steps.filter(({ number, commitSha }) => number !== retryStep && commitSha !== null);
  if (first?.branch === branch) return redact(describeRedoneStep(step, others));
  const before = others.filter(({ number }) => number < retryStep);
  const text = [
    "An earlier run worked on the request that follows. This branch holds it as it was before one of its steps, which the person wants done anew, followed by what the request still needs.",
    before.length === 0
      ? "Nothing of the request is on this branch yet."
      : `These steps are on this branch already; keep them as they are:\n${before.map(describeStep).join("\n")}`,
    `Begin with the step that is to be done anew, in the way you think best:\n${describeStep(step)}`,
  ].join("\n\n");
  return redact(text);
};
