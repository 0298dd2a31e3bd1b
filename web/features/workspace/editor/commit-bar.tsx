"use client";

import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";

export interface CommitBarProps {
  branch: string;
  count: number;
  suggestion: string;
  /** Why committing has to wait; null when it need not. */
  obstacle: string | null;
  isCommitting: boolean;
  error: unknown;
  onCommit: (message: string) => void;
  onDiscard: () => void;
}

/** Stands below the editor while there are edits: how many, a message, and the way to a commit. */
export const CommitBar = (props: CommitBarProps) => {
  const { branch, count, suggestion, obstacle, isCommitting, error } = props;
  const [message, setMessage] = useState("");
  const [isDiscarding, setDiscarding] = useState(false);
  return (
    <form
      aria-label="Commit your edits"
      className="flex flex-col gap-2 border-t bg-canvas px-3 py-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (obstacle === null && !isCommitting) props.onCommit(message.trim() === "" ? suggestion : message.trim());
      }}
    >
      {error !== null && <ProblemNote error={error} />}
      {obstacle !== null && <output className="block text-sm text-warning-text">{obstacle}</output>}
      <div className="flex flex-wrap items-center gap-2">
        <Input
          className="min-w-40 flex-1"
          aria-label="Commit message"
          placeholder={suggestion}
          maxLength={2000}
          value={message}
          onChange={(event) => setMessage(event.target.value)}
        />
        <Button variant="ghost" disabled={isCommitting} onClick={() => setDiscarding(true)}>
          Discard
        </Button>
        <Button type="submit" variant="primary" isLoading={isCommitting} disabled={obstacle !== null}>
          Commit {count === 1 ? "1 file" : `${count} files`}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isDiscarding}
        onOpenChange={setDiscarding}
        title="Discard your edits"
        description={`${count === 1 ? "One edited file goes" : `${count} edited files go`} back to what ${branch} holds. Your edits cannot be brought back.`}
        confirmLabel="Discard"
        isDangerous
        onConfirm={props.onDiscard}
      />
    </form>
  );
};
