"use client";

import { Ellipsis, FileDiff, GitBranchPlus, RefreshCw, RotateCcw, Undo2 } from "lucide-react";
import { useState } from "react";
import type { Run, RunStep } from "#core/contracts/index.ts";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { UndoDialog, type UndoKind } from "../timeline/undo-dialog.tsx";
import { useView } from "../view/view-context.tsx";
import { RetryDialog } from "./retry-dialog.tsx";

/** What is asked about before it is done: trying again beside, doing anew here, or undoing. */
type Ask = "retry" | "redo" | UndoKind;

const StepMenu = ({ run, step, onAsk }: { run: Run; step: RunStep; onAsk: (ask: Ask) => void }) => {
  const { show } = useView();
  const sha = step.commitSha;
  return (
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
      <MenuItem icon={<GitBranchPlus aria-hidden="true" />} onSelect={() => onAsk("retry")}>
        Try again from here, on a new branch
      </MenuItem>
      {sha === null ? null : (
        <>
          <MenuItem icon={<RefreshCw aria-hidden="true" />} onSelect={() => onAsk("redo")}>
            Do this step anew, on this branch
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<Undo2 aria-hidden="true" />} onSelect={() => onAsk("revert")}>
            Undo this step, keep the later ones
          </MenuItem>
          <MenuItem icon={<RotateCcw aria-hidden="true" />} onSelect={() => onAsk("restore")}>
            Go back to this step
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
};

/** What can be done with a step that has ended: look at it, try it again beside or here, take it back, go back to it. */
export const StepActions = ({ run, step }: { run: Run; step: RunStep }) => {
  const [asked, setAsked] = useState<Ask>("revert");
  const [isAsking, setAsking] = useState(false);
  const isUndoing = asked === "revert" || asked === "restore";
  return (
    <>
      <StepMenu
        run={run}
        step={step}
        onAsk={(ask) => {
          setAsked(ask);
          setAsking(true);
        }}
      />
      {isUndoing && step.commitSha !== null ? (
        <UndoDialog
          kind={asked}
          commit={{ sha: step.commitSha, subject: step.title }}
          branch={run.branch}
          isOpen={isAsking}
          onOpenChange={setAsking}
        />
      ) : null}
      {isUndoing ? null : (
        <RetryDialog
          run={run}
          step={step}
          place={asked === "redo" ? "here" : "beside"}
          isOpen={isAsking}
          onOpenChange={setAsking}
        />
      )}
    </>
  );
};
