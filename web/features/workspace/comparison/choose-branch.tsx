"use client";

import { GitMerge } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { activeRunStates, type ComparedBranch, type ProjectAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { toast } from "#web/components/toast.tsx";
import { mergeBranch } from "../api/repository.ts";
import { shortBranch } from "../text/short-branch.ts";

export interface ChooseBranchProps {
  project: ProjectAnswer;
  side: ComparedBranch;
  other: ComparedBranch;
}

/** Decides for one of the two: it is merged into the default branch, and the other one stays as it is. */
export const ChooseBranch = ({ project, side, other }: ChooseBranchProps) => {
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  if (side.isDefault) return null;
  const isBusy = side.runs.some(({ state }) => activeRunStates.includes(state));
  const { defaultBranch } = project;
  const name = shortBranch(side.branch);
  const left = other.isDefault ? "" : ` ${shortBranch(other.branch)} stays as it is.`;
  const choose = async (): Promise<void> => {
    const { isUpToDate } = await mergeBranch(project.id, side.branch);
    if (isUpToDate) toast.info(`${defaultBranch} has everything of this branch already`);
    else toast.success(`Merged into ${defaultBranch}`, { description: "It is being deployed as production." });
    router.push(
      `/projects/${encodeURIComponent(project.id)}?${new URLSearchParams({ branch: defaultBranch }).toString()}`,
    );
  };
  return (
    <footer className="flex flex-wrap items-center justify-end gap-3 border-t bg-canvas px-4 py-3 dark:bg-surface">
      {isBusy ? <p className="mr-auto text-sm text-warning-text">A run is still at work on this branch.</p> : null}
      <Button icon={<GitMerge aria-hidden="true" />} disabled={isBusy} onClick={() => setAsking(true)}>
        Choose this one
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Choose ${name}`}
        description={`${name} is merged into ${defaultBranch}, which is then deployed as production.${left} Nothing is written when both changed the same lines.`}
        confirmLabel={`Merge into ${defaultBranch}`}
        onConfirm={choose}
      />
    </footer>
  );
};
