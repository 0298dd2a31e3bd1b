"use client";

import { GitBranchPlus } from "lucide-react";
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

export interface RetryDialogProps {
  run: Run;
  /** The step to begin with again; null for the whole run. */
  step: RunStep | null;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const describe = (run: Run, step: RunStep | null): string => {
  const stays = `${shortBranch(run.branch)} stays as it is, so that you can compare the two.`;
  return step === null
    ? `The AI works on the same prompt once more, on a new branch that begins where this run began. ${stays}`
    : `The AI does “${revealControls(step.title) || `step ${step.number}`}” and what comes after it anew, on a new branch that begins before that step. ${stays}`;
};

const useRetry = ({ run, step, onOpenChange }: RetryDialogProps) => {
  const { retryRun } = useControls();
  const { show, remember } = useView();
  const action = useAction(retryRun);
  const key = useRef<{ asked: string; key: string } | null>(null);
  const retry = async (choice: Pick<RetryRun, "model" | "promptVersion">): Promise<void> => {
    const input = { ...choice, ...(step === null ? {} : { step: step.number }) };
    const asked = JSON.stringify([run.id, input]);
    // A second press, or a try after a lost answer, is the same request (A12).
    if (key.current?.asked !== asked) key.current = { asked, key: crypto.randomUUID() };
    const made = await action.run(run.id, { ...input, idempotencyKey: key.current.key });
    if (made === null) return;
    key.current = null;
    onOpenChange(false);
    remember({ branch: made.branch });
    show({ branch: made.branch, commit: null }, "push");
  };
  return { ...action, retry };
};

/** Tries a run, or what began with one of its steps, again on a branch beside it, with the same or another model. */
export const RetryDialog = (props: RetryDialogProps) => {
  const { run, step, isOpen, onOpenChange } = props;
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
      title={step === null ? "Try this run again" : "Try again from this step"}
      description={describe(run, step)}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)} disabled={isWorking}>
            Cancel
          </Button>
          <Button variant="accent" icon={<GitBranchPlus aria-hidden="true" />} isLoading={isWorking} onClick={submit}>
            Try again on a new branch
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
