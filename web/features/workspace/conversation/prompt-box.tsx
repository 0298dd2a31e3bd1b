"use client";

import { ArrowUp } from "lucide-react";
import { useId, useState, type ClipboardEvent, type DragEvent, type Ref } from "react";
import { activeRunStates, type Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Shortcut } from "#web/components/kbd.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Tooltip } from "#web/components/tooltip.tsx";
import { formatCount } from "#web/lib/format/format-count.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { ModelPicker } from "./model-picker.tsx";
import { BudgetLine } from "./budget-line.tsx";
import { PromptTarget, type Target } from "./prompt-target.tsx";
import { AttachButton } from "./attach-button.tsx";
import { AttachmentList } from "./attachment-list.tsx";
import { useAttachments } from "./use-attachments.ts";
import { useModelChoice } from "./use-model-choice.ts";
import { MAXIMUM_PROMPT, usePrompt } from "./use-prompt.ts";

/** From here on the length is shown. */
const COUNTED = 16_000;

const describePlaceholder = (branch: WorkspaceBranch, target: Target, hasRuns: boolean): string => {
  if (!hasRuns) return "Describe the app you want: what it is for, and what it keeps track of";
  if (branch.run !== null && activeRunStates.includes(branch.run.state) && target === "same")
    return "What should come after this run";
  return target === "same" ? "What should change" : "What should be built next, on a branch of its own";
};

/** A person works on from where they are; the default branch is live, so it is left alone unless they say so. */
const useTarget = (branch: WorkspaceBranch): { target: Target; setTarget: (target: Target) => void } => {
  const [chosen, setChosen] = useState<{ branch: string; target: Target } | null>(null);
  const usual = branch.isDefault ? "new" : "same";
  return {
    target: chosen?.branch === branch.name ? chosen.target : usual,
    setTarget: (target) => setChosen({ branch: branch.name, target }),
  };
};

const SendButton = ({ obstacle, isSending }: { obstacle: string | null; isSending: boolean }) => (
  <Tooltip label={obstacle ?? "Send"} {...(obstacle === null ? { shortcut: "mod+enter" } : {})}>
    <Button
      type="submit"
      variant="accent"
      size="sm"
      aria-label="Send the prompt"
      aria-disabled={obstacle !== null}
      isLoading={isSending}
      icon={<ArrowUp aria-hidden="true" />}
      className="size-8 rounded-lg px-0! coarse:size-11"
    />
  </Tooltip>
);

const Hint = ({ id, length, obstacle }: { id: string; length: number; obstacle: string | null }) => (
  <p id={id} className="flex shrink-0 items-center justify-between gap-2 text-xs text-ink-subtle">
    {length > MAXIMUM_PROMPT ? (
      <span className="text-danger-text">{obstacle}</span>
    ) : (
      <span className="max-sm:hidden">
        <Shortcut keys="mod+enter" /> to send
      </span>
    )}
    {length > COUNTED ? (
      <span className="figures shrink-0">
        {formatCount(length, "character")} of at most {formatCount(MAXIMUM_PROMPT, "", "")}
      </span>
    ) : null}
  </p>
);

interface FootProps {
  branch: WorkspaceBranch;
  hintId: string;
  length: number;
  obstacle: string | null;
}

/** Below the box: what the budgets leave, and what there is to know about sending. */
const Foot = ({ branch, hintId, length, obstacle }: FootProps) => (
  <div className="flex items-center justify-between gap-3 px-1">
    <BudgetLine runId={branch.run?.id ?? null} />
    <Hint id={hintId} length={length} obstacle={obstacle} />
  </div>
);

/** Takes images that are pasted into the box or dropped on it. Text is left to the browser. */
const takeFiles = (attach: (files: readonly File[]) => Promise<void>) => ({
  onPaste: (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files];
    if (files.length === 0) return;
    event.preventDefault();
    void attach(files);
  },
  onDragOver: (event: DragEvent) => {
    if (event.dataTransfer.types.includes("Files")) event.preventDefault();
  },
  onDrop: (event: DragEvent) => {
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    void attach(files);
  },
});

export interface PromptBoxProps {
  branch: WorkspaceBranch;
  hasRuns: boolean;
  textareaRef: Ref<HTMLTextAreaElement>;
  onStarted: (run: Run) => void;
}

/** Where a person says what the AI should do next. Cmd or Ctrl + Enter sends. */
export const PromptBox = ({ branch, hasRuns, textareaRef, onStarted }: PromptBoxProps) => {
  const model = useModelChoice();
  const prompt = usePrompt(model.choice);
  const { target, setTarget } = useTarget(branch);
  const hintId = useId();
  const attachments = useAttachments();
  const obstacle = prompt.obstacle ?? (attachments.isAttaching ? "An image is being attached." : null);
  const send = async () => {
    if (obstacle !== null) return;
    const images = attachments.images.map(({ id }) => id);
    const run = await prompt.send(target === "same" ? branch.name : null, images);
    if (run === null) return;
    attachments.clear();
    onStarted(run);
  };
  return (
    <form
      aria-label="Prompt"
      className="flex flex-col gap-2 p-3 pt-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {prompt.error === null ? null : <ProblemNote error={prompt.error} />}
      {attachments.error === null ? null : <ProblemNote error={attachments.error} />}
      <div
        {...takeFiles(attachments.attach)}
        className="rounded-xl bg-surface shadow-card ring-1 ring-line-strong transition-shadow focus-within:ring-2 focus-within:ring-focus"
      >
        <AttachmentList {...attachments} />
        <textarea
          ref={textareaRef}
          aria-label="What the AI should do"
          aria-describedby={hintId}
          rows={2}
          value={prompt.text}
          placeholder={describePlaceholder(branch, target, hasRuns)}
          onChange={(event) => prompt.setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || event.nativeEvent.isComposing) return;
            event.preventDefault();
            void send();
          }}
          className="field-sizing-content block max-h-60 min-h-16 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-base outline-none coarse:text-[1rem]"
        />
        <div className="flex items-center gap-1 px-1.5 pb-1.5">
          <PromptTarget branch={branch.name} isDefault={branch.isDefault} target={target} onTarget={setTarget} />
          <ModelPicker {...model} />
          <AttachButton onFiles={(files) => void attachments.attach(files)} />
          <span className="flex-1" />
          <SendButton obstacle={obstacle} isSending={prompt.isSending} />
        </div>
      </div>
      <Foot branch={branch} hintId={hintId} length={prompt.text.length} obstacle={prompt.obstacle} />
    </form>
  );
};
