"use client";

import { Copy, Ellipsis, FileDiff, ScrollText, RotateCcw, SquareArrowOutUpRight, Undo2 } from "lucide-react";
import { useState } from "react";
import type { Commit, Deployment } from "#core/contracts/index.ts";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { toast } from "#web/components/toast.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { copyText } from "../text/copy-text.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";

export interface CommitActionsProps {
  commit: Commit;
  branch: string;
  isNewest: boolean;
  deployment: Deployment | undefined;
}

const useUndo = (commit: Commit, branch: string) => {
  const { revertCommit, restoreCommit } = useControls();
  const { show } = useView();
  return async (kind: "revert" | "restore"): Promise<void> => {
    const made = await (kind === "revert" ? revertCommit : restoreCommit)(commit.sha, branch);
    toast.success(kind === "revert" ? "Undone with a new commit" : "Brought back with a new commit", {
      action: { label: "See its changes", run: () => show({ tab: "changes", commit: made.sha, branch }, "push") },
    });
  };
};

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

type MenuProps = CommitActionsProps & { onAsk: (kind: "revert" | "restore") => void };

const CommitMenu = ({ commit, branch, isNewest, deployment, onAsk }: MenuProps) => {
  const { show } = useView();
  const { showLog } = useWorkspaceActions();
  const previewUrl = deployment?.isCurrent === true ? deployment.url : null;
  return (
    <DropdownMenu
      trigger={
        <IconButton
          size="xs"
          label={`What to do with ${shortSha(commit.sha)}`}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    >
      <MenuItem
        icon={<FileDiff aria-hidden="true" />}
        onSelect={() => show({ tab: "changes", commit: commit.sha, branch }, "push")}
      >
        Show its changes
      </MenuItem>
      {previewUrl === null ? null : (
        <MenuItem asChild>
          <a href={previewUrl} target="_blank" rel="noreferrer">
            <SquareArrowOutUpRight aria-hidden="true" />
            Open its preview
          </a>
        </MenuItem>
      )}
      {deployment === undefined ? null : (
        <MenuItem icon={<ScrollText aria-hidden="true" />} onSelect={() => showLog(deployment.id)}>
          Show its build log
        </MenuItem>
      )}
      <MenuItem
        icon={<Copy aria-hidden="true" />}
        onSelect={() => void copyText(commit.sha, "Copied the commit's name")}
      >
        Copy its name
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Undo2 aria-hidden="true" />} onSelect={() => onAsk("revert")}>
        Undo this commit
      </MenuItem>
      <MenuItem icon={<RotateCcw aria-hidden="true" />} disabled={isNewest} onSelect={() => onAsk("restore")}>
        Go back to this commit
      </MenuItem>
    </DropdownMenu>
  );
};

/** What can be done with a commit. History only moves forward: undoing is a new commit. */
export const CommitActions = (props: CommitActionsProps) => {
  const { commit, branch } = props;
  const [asked, setAsked] = useState<"revert" | "restore">("revert");
  const [isAsking, setAsking] = useState(false);
  const undo = useUndo(commit, branch);
  const text = texts[asked];
  return (
    <>
      <CommitMenu
        {...props}
        onAsk={(kind) => {
          setAsked(kind);
          setAsking(true);
        }}
      />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={text.title}
        description={text.describe(revealControls(commit.subject), revealControls(branch))}
        confirmLabel={text.label}
        onConfirm={() => undo(asked)}
      />
    </>
  );
};
