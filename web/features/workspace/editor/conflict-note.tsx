"use client";

import { createTwoFilesPatch } from "diff";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";

const DiffView = dynamic(() => import("../diff/diff-view.tsx"), { ssr: false });

export interface ConflictNoteProps {
  path: string;
  /** What the branch holds now; null when the file is gone there. */
  theirs: string | null;
  mine: string | null;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Says that a file changed on the branch while it was being edited by hand, and lets the person decide (A12). */
export const ConflictNote = ({ path, theirs, mine, onKeepMine, onTakeTheirs }: ConflictNoteProps) => {
  const [isComparing, setComparing] = useState(false);
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-warning-line bg-warning-soft px-4 py-2.5"
    >
      <p className="min-w-52 flex-1 text-sm text-warning-text">
        <span className="font-medium">This file changed on the branch while you were editing it.</span> Compare the two,
        then keep yours or take theirs; nothing is overwritten before you choose.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" onClick={() => setComparing(true)}>
          Compare
        </Button>
        <Button size="sm" onClick={onTakeTheirs}>
          Take theirs
        </Button>
        <Button size="sm" onClick={onKeepMine}>
          Keep mine
        </Button>
      </div>
      <Dialog
        isOpen={isComparing}
        onOpenChange={setComparing}
        title={path}
        description="From the branch to your edit"
        size="xl"
      >
        <div className="h-[56dvh] overflow-hidden rounded-lg ring-1 ring-line">
          {isComparing && (
            <DiffView patch={createTwoFilesPatch(path, path, theirs ?? "", mine ?? "")} mode="unified" target={null} />
          )}
        </div>
      </Dialog>
    </div>
  );
};
