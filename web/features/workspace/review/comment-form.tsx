"use client";

import { Sparkles } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { useAction } from "../hooks/use-action.ts";

export interface CommentFormProps {
  label: string;
  placeholder: string;
  /** Sends it; with `isForAi` the AI answers by a commit. */
  onSend: (text: string, isForAi: boolean) => Promise<unknown>;
  onCancel?: () => void;
  isFocused?: boolean;
}

interface ButtonsProps {
  isWorking: boolean;
  isEmpty: boolean;
  onSend: () => void;
  onCancel: (() => void) | undefined;
}

const Buttons = ({ isWorking, isEmpty, onSend, onCancel }: ButtonsProps) => (
  <div className="flex flex-wrap justify-end gap-2">
    {onCancel === undefined ? null : (
      <Button size="sm" variant="ghost" disabled={isWorking} onClick={onCancel}>
        Cancel
      </Button>
    )}
    <Button size="sm" disabled={isWorking || isEmpty} onClick={onSend}>
      Comment
    </Button>
    <Button
      type="submit"
      size="sm"
      variant="accent"
      icon={<Sparkles aria-hidden="true" />}
      isLoading={isWorking}
      disabled={isEmpty}
    >
      Ask the AI
    </Button>
  </div>
);

/** Where a comment is written: for people to read, or for the AI to act on. */
export const CommentForm = ({ label, placeholder, onSend, onCancel, isFocused = false }: CommentFormProps) => {
  const id = useId();
  const [text, setText] = useState("");
  const { run, isWorking, error } = useAction(async (isForAi: boolean) => {
    await onSend(text.trim(), isForAi);
    return true;
  });
  const send = async (isForAi: boolean): Promise<void> => {
    if (text.trim() === "") return;
    if ((await run(isForAi)) !== null) setText("");
  };
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void send(true);
      }}
    >
      <label htmlFor={id} className="sr-only">
        {label}
      </label>
      <Textarea
        id={id}
        rows={2}
        value={text}
        placeholder={placeholder}
        // Opened by the person's own press, at the place where they want to write.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus={isFocused}
        maxLength={20_000}
        className="min-h-16"
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void send(true);
          }
        }}
      />
      {error === null ? null : <ProblemNote error={error} />}
      <Buttons isWorking={isWorking} isEmpty={text.trim() === ""} onSend={() => void send(false)} onCancel={onCancel} />
    </form>
  );
};
