"use client";

import { Clock, PencilLine, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import { promptTextSchema, type Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { PromptImages } from "./prompt-images.tsx";

export interface QueuedRunProps {
  run: Run;
  /** How many prompts of the branch are before it, the one at work included. */
  ahead: number;
  /** True when the run before it asks something and waits for the answer. */
  isHeldByQuestion: boolean;
}

const describePlace = (ahead: number, isHeldByQuestion: boolean): string => {
  if (isHeldByQuestion && ahead === 1) return "Starts when the question before it is answered";
  return ahead === 1 ? "Next, after the run before it" : `Waits for ${ahead} runs before it`;
};

/** Whoever asked to change the prompt goes on in its text. */
const focus = (text: HTMLTextAreaElement | null): void => text?.focus();

const Editor = ({ run, onClose }: { run: Run; onClose: () => void }) => {
  const { editQueuedRun } = useControls();
  const { run: save, isWorking, error } = useAction(editQueuedRun);
  const [text, setText] = useState(run.prompt);
  const checked = promptTextSchema.safeParse(text);
  const submit = async (): Promise<void> => {
    if (checked.success && (await save(run.id, checked.data)) !== null) onClose();
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Textarea
        aria-label="The waiting prompt"
        ref={focus}
        rows={3}
        value={text}
        aria-invalid={!checked.success}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") onClose();
          if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
          event.preventDefault();
          void submit();
        }}
      />
      {checked.success || text.trim() === "" ? null : (
        <p className="text-sm text-danger-text">{checked.error.issues[0]?.message}.</p>
      )}
      {error === null ? null : <ProblemNote error={error} />}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onClose} disabled={isWorking}>
          Cancel
        </Button>
        <Button type="submit" size="sm" variant="primary" isLoading={isWorking} disabled={!checked.success}>
          Save
        </Button>
      </div>
    </form>
  );
};

/** A prompt that waits for its turn on this branch: it can be worded anew, or taken back, until it begins. */
export const QueuedRun = memo(({ run, ahead, isHeldByQuestion }: QueuedRunProps) => {
  const { removeQueuedRun } = useControls();
  const remove = useAction(removeQueuedRun);
  const [isEditing, setEditing] = useState(false);
  return (
    <article
      aria-label={`Waiting prompt: ${run.prompt.slice(0, 80)}`}
      className="flex flex-col gap-2 rounded-lg border border-dashed border-line-strong bg-surface p-3"
    >
      <header className="flex items-center gap-1 text-sm text-ink-muted">
        <Clock aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="ml-0.5 min-w-0 flex-1 truncate">{describePlace(ahead, isHeldByQuestion)}</span>
        {isEditing ? null : (
          <>
            <IconButton
              size="xs"
              label="Change this prompt"
              icon={<PencilLine aria-hidden="true" />}
              onClick={() => setEditing(true)}
            />
            <IconButton
              size="xs"
              label="Take this prompt back"
              icon={<Trash2 aria-hidden="true" />}
              isLoading={remove.isWorking}
              onClick={() => void remove.run(run.id)}
            />
          </>
        )}
      </header>
      {isEditing ? (
        <Editor run={run} onClose={() => setEditing(false)} />
      ) : (
        <p className="break-text line-clamp-6 text-base whitespace-pre-wrap">{revealControls(run.prompt)}</p>
      )}
      <PromptImages ids={run.images} />
      {remove.error === null ? null : <ProblemNote error={remove.error} />}
    </article>
  );
});
QueuedRun.displayName = "QueuedRun";

/** A prompt that was taken back before it began, with the way to have it again. */
export const RemovedRun = memo(({ run }: { run: Run }) => {
  const { resumeRun } = useControls();
  const again = useAction(resumeRun);
  return (
    <article aria-label={`Prompt taken back: ${run.prompt.slice(0, 80)}`} className="flex flex-col gap-1.5">
      <div className="flex items-center gap-2 text-sm text-ink-subtle">
        <span className="shrink-0">Taken back:</span>
        <span className="min-w-0 flex-1 truncate">{revealControls(run.prompt)}</span>
        <Button size="sm" variant="ghost" isLoading={again.isWorking} onClick={() => void again.run(run.id)}>
          Send it after all
        </Button>
      </div>
      {again.error === null ? null : <ProblemNote error={again.error} />}
    </article>
  );
});
RemovedRun.displayName = "RemovedRun";
