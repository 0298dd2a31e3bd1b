"use client";

import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { toast } from "#web/components/toast.tsx";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";

export type UndoKind = "revert" | "restore";

export interface UndoDialogProps {
  kind: UndoKind;
  commit: { sha: string; subject: string };
  branch: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

const texts = {
  revert: {
    title: "Undo this commit",
    label: "Undo it",
    describe: (subject: string, branch: string) =>
      `A new commit on ${branch} takes back what “${subject}” changed. Later commits stay. If they changed the same lines, nothing is written and you are told which.`,
  },
  restore: {
    title: "Go back to this commit",
    label: "Go back to it",
    describe: (subject: string, branch: string) =>
      `A new commit on ${branch} brings all files back to how they were at “${subject}”. The commits in between stay in the history, so you can return to them.`,
  },
};

/** Asks before a commit is taken back or gone back to. History only moves forward: either is a new commit. */
export const UndoDialog = ({ kind, commit, branch, isOpen, onOpenChange }: UndoDialogProps) => {
  const { revertCommit, restoreCommit } = useControls();
  const { show } = useView();
  const text = texts[kind];
  const undo = async (): Promise<void> => {
    const made = await (kind === "revert" ? revertCommit : restoreCommit)(commit.sha, branch);
    toast.success(kind === "revert" ? "Undone with a new commit" : "Brought back with a new commit", {
      action: { label: "See its changes", run: () => show({ tab: "changes", commit: made.sha, branch }, "push") },
    });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={text.title}
      description={text.describe(revealControls(commit.subject), revealControls(branch))}
      confirmLabel={text.label}
      onConfirm={undo}
    />
  );
};
