import { useMemo, useState } from "react";
import { createBranchSelector, type WorkspaceBranch } from "../data/select-branches.ts";
import { useViewState } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";

export type { WorkspaceBranch };

/** All branches with the state each is in: the default one first, then those that were worked on last. */
export const useBranches = (): readonly WorkspaceBranch[] => {
  const [select] = useState(createBranchSelector);
  return useWorkspace(select);
};

/**
 * The branch on screen: the one the address names, else the one that was last looked at here, else that of the
 * newest run, else the default branch.
 */
export const useCurrentBranch = (branches: readonly WorkspaceBranch[]): WorkspaceBranch => {
  const { view, remembered } = useViewState();
  return useMemo(() => {
    const named = [view.branch, remembered.branch ?? null].flatMap(
      (name) => branches.find((branch) => branch.name === name) ?? [],
    );
    const newest = branches
      .filter(({ run }) => run !== null)
      .toSorted((one, other) => (other.run?.createdAt ?? "").localeCompare(one.run?.createdAt ?? ""));
    return (
      named[0] ??
      newest[0] ??
      branches[0] ?? { name: view.branch ?? "main", sha: null, isDefault: true, run: null, deployment: null }
    );
  }, [branches, view.branch, remembered.branch]);
};
