"use client";

import { GitBranchPlus } from "lucide-react";
import { useRef, useState } from "react";
import type { RetryRun, Run, RunStep } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";

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

const ModelField = ({ model, onModel }: { model: string; onModel: (model: string) => void }) => (
  <Field label="Provider and model" hint="As provider/model. This run's own is filled in.">
    {(control) => (
      <Input
        {...control}
        value={model}
        maxLength={200}
        spellCheck={false}
        autoComplete="off"
        className="font-mono"
        onChange={(event) => onModel(event.target.value)}
      />
    )}
  </Field>
);

interface VersionFieldProps {
  run: Run;
  version: string;
  isVersion: boolean;
  onVersion: (version: string) => void;
}

const VersionField = ({ run, version, isVersion, onVersion }: VersionFieldProps) => (
  <Field
    label="Version of the system prompt"
    hint={`A number. Empty takes the active one; this run used ${run.promptVersion}.`}
    {...(isVersion ? {} : { error: "Use a whole number above zero." })}
  >
    {(control) => (
      <Input
        {...control}
        value={version}
        inputMode="numeric"
        autoComplete="off"
        className="max-w-32"
        onChange={(event) => onVersion(event.target.value)}
      />
    )}
  </Field>
);

/** Tries a run, or what began with one of its steps, again on a branch beside it, with the same or another model. */
export const RetryDialog = (props: RetryDialogProps) => {
  const { run, step, isOpen, onOpenChange } = props;
  const { retry, isWorking, error, clear } = useRetry(props);
  const [model, setModel] = useState(`${run.provider}/${run.model}`);
  const [version, setVersion] = useState("");
  const number = Number(version);
  const isVersion = version.trim() === "" || (Number.isInteger(number) && number > 0);
  const submit = (): void =>
    void retry({
      ...(model.trim() === "" ? {} : { model: model.trim() }),
      ...(version.trim() === "" ? {} : { promptVersion: number }),
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
          <Button
            variant="accent"
            icon={<GitBranchPlus aria-hidden="true" />}
            isLoading={isWorking}
            disabled={!isVersion}
            onClick={submit}
          >
            Try again on a new branch
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (isVersion) submit();
        }}
      >
        <ModelField model={model} onModel={setModel} />
        <VersionField run={run} version={version} isVersion={isVersion} onVersion={setVersion} />
        {error === null ? null : <ProblemNote error={error} />}
      </form>
    </Dialog>
  );
};
