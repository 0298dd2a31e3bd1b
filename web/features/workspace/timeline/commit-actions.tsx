"use client";

import { Copy, Ellipsis, FileDiff, ScrollText, RotateCcw, SquareArrowOutUpRight, Undo2 } from "lucide-react";
import { useState } from "react";
import type { Commit, Deployment } from "#core/contracts/index.ts";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { copyText } from "../text/copy-text.ts";
import { useView } from "../view/view-context.tsx";
import { UndoDialog, type UndoKind } from "./undo-dialog.tsx";

export interface CommitActionsProps {
  commit: Commit;
  branch: string;
  isNewest: boolean;
  deployment: Deployment | undefined;
}

type MenuProps = CommitActionsProps & { onAsk: (kind: UndoKind) => void };

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
  const [asked, setAsked] = useState<UndoKind>("revert");
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <CommitMenu
        {...props}
        onAsk={(kind) => {
          setAsked(kind);
          setAsking(true);
        }}
      />
      <UndoDialog kind={asked} commit={commit} branch={branch} isOpen={isAsking} onOpenChange={setAsking} />
    </>
  );
};
