"use client";

import { GitBranchPlus, RefreshCw } from "lucide-react";
import { useRef, useState } from "react";
import type { RetryRun, Run, RunStep } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import { RetryFields } from "./retry-fields.tsx";

type Choice = Pick<RetryRun, "model" | "promptVersion">;

export interface RetryDialogProps {
  run: Run;
  /** The step to begin with again; null for the whole run. */
  step: RunStep | null;
  /** On a branch beside it, or on the branch of the run: then the step alone is taken back and done anew. */
  place?: "beside" | "here";
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const icons = { beside: <GitBranchPlus aria-hidden="true" />, here: <RefreshCw aria-hidden="true" /> };

const nameStep = (step: RunStep): string => `“${revealControls(step.title) || `step ${step.number}`}”`;

interface Wording {
  title: string;
  description: string;
  button: string;
}

const wordBeside = (run: Run, step: RunStep | null): Wording => {
  const stays = `${shortBranch(run.branch)} stays as it is, so that you can compare the two.`;
  return {
    title: step === null ? "Try this run again" : "Try again from this step",
    description:
      step === null
        ? `The AI works on the same prompt once more, on a new branch that begins where this run began. ${stays}`
        : `The AI does ${nameStep(step)} and what comes after it anew, on a new branch that begins before that step. ${stays}`,
    button: "Try again on a new branch",
  };
};

const wordHere = (run: Run, step: RunStep): Wording => ({
  title: "Do this step anew",
  description: `A new commit on ${shortBranch(run.branch)} takes back what ${nameStep(step)} changed, and the AI does that step once more. Later steps stay. If they changed the same lines, nothing is written and you are told which.`,
  button: "Do it anew",
});

/** One key for one request: a second press, or a try after a lost answer, is the same one (A12). */
const useRequestKey = () => {
  const kept = useRef<{ asked: string; key: string } | null>(null);
  return {
    of: (...request: unknown[]): string => {
      const asked = JSON.stringify(request);
      if (kept.current?.asked !== asked) kept.current = { asked, key: crypto.randomUUID() };
      return kept.current.key;
    },
    forget: (): void => {
      kept.current = null;
    },
  };
};

const useRetry = ({ run, step, place, onOpenChange }: RetryDialogProps) => {
  const { retryRun, redoStep } = useControls();
  const { show, remember } = useView();
  const key = useRequestKey();
  const action = useAction((choice: Choice): Promise<Run> => {
    const input = { ...choice, idempotencyKey: key.of(run.id, step?.number, place, choice) };
    if (step === null) return retryRun(run.id, input);
    return (place === "here" ? redoStep : retryRun)(run.id, { ...input, step: step.number });
  });
  const retry = async (choice: Choice): Promise<void> => {
    const made = await action.run(choice);
    if (made === null) return;
    key.forget();
    onOpenChange(false);
    remember({ branch: made.branch });
    show({ branch: made.branch, commit: null }, "push");
  };
  return { ...action, retry };
};

/**
 * Tries a run, or what began with one of its steps, again on a branch beside it, or one step on the run's own branch, with
 * the same or another model.
 */
export const RetryDialog = (props: RetryDialogProps) => {
  const { run, step, place = "beside", isOpen, onOpenChange } = props;
  const wording = place === "here" && step !== null ? wordHere(run, step) : wordBeside(run, step);
  const { retry, isWorking, error, clear } = useRetry(props);
  const [model, setModel] = useState(`${run.provider}/${run.model}`);
  const [version, setVersion] = useState("");
  const submit = (): void =>
    void retry({
      model,
      ...(version === "" ? {} : { promptVersion: Number(version) }),
    });
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        if (isWorking) return;
        clear();
        onOpenChange(next);
      }}
      title={wording.title}
      description={wording.description}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={isWorking}>
            Cancel
          </Button>
          <Button variant="accent" icon={icons[place]} isLoading={isWorking} onClick={submit}>
            {wording.button}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <RetryFields run={run} model={model} onModel={setModel} version={version} onVersion={setVersion} />
        {error === null ? null : <ProblemNote error={error} />}
      </div>
    </Dialog>
  );
};
