"use client";

import { Ellipsis, FileDiff, GitBranchPlus, RotateCcw, Undo2 } from "lucide-react";
import { useState } from "react";
import type { Run, RunStep } from "#core/contracts/index.ts";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { UndoDialog, type UndoKind } from "../timeline/undo-dialog.tsx";
import { useView } from "../view/view-context.tsx";
import { RetryDialog } from "./retry-dialog.tsx";

/** What can be done with a step that has ended: look at it, try it again beside, take it back, go back to it. */
export const StepActions = ({ run, step }: { run: Run; step: RunStep }) => {
  const { show } = useView();
  const [asked, setAsked] = useState<UndoKind>("revert");
  const [isAsking, setAsking] = useState(false);
  const [isRetrying, setRetrying] = useState(false);
  const sha = step.commitSha;
  const ask = (kind: UndoKind): void => {
    setAsked(kind);
    setAsking(true);
  };
  return (
    <>
      <DropdownMenu
        trigger={
          <IconButton
            size="xs"
            label={`What to do with step ${step.number}`}
            icon={<Ellipsis aria-hidden="true" />}
            className="mr-1.5"
          />
        }
      >
        {sha === null ? null : (
          <MenuItem
            icon={<FileDiff aria-hidden="true" />}
            onSelect={() => show({ tab: "changes", commit: sha, branch: run.branch }, "push")}
          >
            Show its changes
          </MenuItem>
        )}
        <MenuItem icon={<GitBranchPlus aria-hidden="true" />} onSelect={() => setRetrying(true)}>
          Try again from here, on a new branch
        </MenuItem>
        {sha === null ? null : (
          <>
            <MenuSeparator />
            <MenuItem icon={<Undo2 aria-hidden="true" />} onSelect={() => ask("revert")}>
              Undo this step, keep the later ones
            </MenuItem>
            <MenuItem icon={<RotateCcw aria-hidden="true" />} onSelect={() => ask("restore")}>
              Go back to this step
            </MenuItem>
          </>
        )}
      </DropdownMenu>
      {sha === null ? null : (
        <UndoDialog
          kind={asked}
          commit={{ sha, subject: step.title }}
          branch={run.branch}
          isOpen={isAsking}
          onOpenChange={setAsking}
        />
      )}
      <RetryDialog run={run} step={step} isOpen={isRetrying} onOpenChange={setRetrying} />
    </>
  );
};
