"use client";

import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useWorkspace } from "../workspace-context.tsx";

const runTexts = {
  queued: "The run is queued.",
  planning: "The AI is planning.",
  running: "The AI is at work.",
  waiting: "The AI asks you something.",
  interrupted: "The run was interrupted. You can resume it.",
  finished: "The run is finished.",
  failed: "The run failed.",
  stopped: "The run was stopped.",
};

const deploymentTexts = {
  queued: "",
  building: "The preview is being built.",
  ready: "The preview is ready.",
  error: "The build failed.",
  canceled: "The build was canceled.",
  blocked: "The build is blocked.",
};

/**
 * Tells screen readers how the branch's run and its build get on: a sentence for each change of state, and each step
 * that is committed. The conversation itself is too lively to be read out as it changes.
 */
export const RunAnnouncer = ({ branch }: { branch: WorkspaceBranch }) => {
  const steps = useWorkspace((state) => state.rows.run_steps);
  const { run, deployment } = branch;
  const last =
    run === null
      ? undefined
      : [...steps.values()]
          .filter(({ runId, state }) => runId === run.id && state === "committed")
          .toSorted((one, other) => other.number - one.number)[0];
  return (
    <div className="sr-only">
      <output aria-live="polite">{run === null ? "" : runTexts[run.state]}</output>
      <output aria-live="polite">{last === undefined ? "" : `Step ${last.number} committed: ${last.title}`}</output>
      <output aria-live="polite">{deployment === null ? "" : deploymentTexts[deployment.state]}</output>
    </div>
  );
};
