"use client";

import { GitMerge, TriangleAlert } from "lucide-react";
import { z } from "zod";
import { activeRunStates } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { ApiError } from "#web/lib/api/api-error.ts";
import { ChangesPanel } from "../diff/changes-panel.tsx";
import { useAction } from "../hooks/use-action.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import { useWorkspaceParts } from "../workspace-context.tsx";

const conflictData = z.object({ paths: z.array(z.string()) });

/** The paths both sides changed, when that is why a merge was refused. */
const readConflict = (error: unknown): string[] | null => {
  if (!(error instanceof ApiError) || error.code !== "merge_conflict") return null;
  const data = conflictData.safeParse(error.data);
  return data.success ? data.data.paths : [];
};

interface ConflictProps {
  paths: readonly string[];
  branch: string;
  base: string;
  onLeave: () => void;
}

const Conflict = ({ paths, branch, base, onLeave }: ConflictProps) => {
  const { editPrompt } = useWorkspaceActions();
  const { show } = useView();
  const ask = (): void => {
    onLeave();
    editPrompt(
      `${base} and this branch changed the same lines of ${paths.join(", ")}. Bring the changes of ${base} into this branch and resolve these files so that both keep working.`,
    );
  };
  return (
    <div role="alert" className="flex flex-col gap-3 border-b border-warning-line bg-warning-soft px-5 py-4">
      <p className="flex items-start gap-2 text-base">
        <TriangleAlert aria-hidden="true" className="mt-0.5 size-4.5 shrink-0 text-warning-text" />
        <span>
          <span className="font-medium">Both branches changed the same lines.</span> Nothing was merged and nothing was
          overwritten. Resolve {paths.length === 1 ? "this file" : "these files"} on {revealControls(branch)}, then
          merge again.
        </span>
      </p>
      <ul className="flex flex-col gap-0.5 pl-6.5">
        {paths.map((path) => (
          <li key={path}>
            <button
              type="button"
              className="break-text rounded-xs text-left font-mono text-sm text-accent-text hover:underline coarse:min-h-10"
              onClick={() => {
                onLeave();
                show({ branch, tab: "code", file: path }, "push");
              }}
            >
              {revealControls(path)}
            </button>
          </li>
        ))}
      </ul>
      <div className="pl-6.5">
        <Button size="sm" variant="accent" onClick={ask}>
          Ask the AI to resolve {paths.length === 1 ? "it" : "them"}
        </Button>
      </div>
    </div>
  );
};

export interface MergeDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  branch: WorkspaceBranch;
  base: WorkspaceBranch;
}

const useMerge = ({ onOpenChange, branch, base }: MergeDialogProps) => {
  const { mergeBranch } = useControls();
  const { show, remember } = useView();
  const { run, isWorking, error, clear } = useAction(mergeBranch);
  return {
    isWorking,
    error,
    conflict: readConflict(error),
    close: (): void => {
      if (isWorking) return;
      clear();
      onOpenChange(false);
    },
    merge: async (): Promise<void> => {
      const answer = await run(branch.name);
      if (answer === null) return;
      onOpenChange(false);
      if (answer.isUpToDate) {
        toast.info(`${base.name} has everything of this branch already`);
        return;
      }
      remember({ branch: base.name });
      show({ branch: base.name, commit: null }, "push");
      toast.success(`Merged into ${base.name}`, { description: "It is being deployed as production." });
    },
  };
};

const WorkingNote = ({ branch }: { branch: WorkspaceBranch }) =>
  branch.run !== null && activeRunStates.includes(branch.run.state) ? (
    <p className="mr-auto text-sm text-warning-text">
      A run is at work on this branch; what it commits later is not part of this merge.
    </p>
  ) : null;

/** What a branch changes against the default branch, and the merge itself. */
export const MergeDialog = (props: MergeDialogProps) => {
  const { isOpen, onOpenChange, branch, base } = props;
  const { projectId } = useWorkspaceParts();
  const { isWorking, error, conflict, close, merge } = useMerge(props);
  const range = branch.sha === null || base.sha === null ? null : { base: base.sha, head: branch.sha, isExact: false };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => (next ? onOpenChange(true) : close())}
      size="xl"
      title={`Merge into ${base.name}`}
      description={`${shortBranch(branch.name)} goes into ${base.name}, which is then deployed as production.`}
      footer={
        <>
          <WorkingNote branch={branch} />
          <Button onClick={close} disabled={isWorking}>
            Cancel
          </Button>
          <Button
            variant="primary"
            icon={<GitMerge aria-hidden="true" />}
            isLoading={isWorking}
            onClick={() => void merge()}
          >
            Merge into {base.name}
          </Button>
        </>
      }
    >
      <div className="-mx-5 -mb-5 flex h-[56dvh] min-h-64 flex-col border-t">
        {conflict === null ? null : <Conflict paths={conflict} branch={branch.name} base={base.name} onLeave={close} />}
        {error === null || conflict !== null ? null : (
          <div className="p-3">
            <ProblemNote error={error} />
          </div>
        )}
        <div className="min-h-0 flex-1">
          <ChangesPanel
            projectId={projectId}
            range={range}
            title="What this merge brings"
            emptyText={`${base.name} has everything of this branch already.`}
          />
        </div>
      </div>
    </Dialog>
  );
};
