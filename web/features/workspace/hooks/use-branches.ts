import { useMemo } from "react";
import { activeRunStates, type Deployment, type Run } from "#core/contracts/index.ts";
import { useWorkspace } from "../workspace-context.tsx";
import { useView } from "../view/view-context.tsx";
import { newestFirst } from "../data/select-rows.ts";

export interface WorkspaceBranch {
  name: string;
  /** Null while a queued run has not made the branch yet. */
  sha: string | null;
  isDefault: boolean;
  /** The newest run on it. */
  run: Run | null;
  /** The newest deployment of it. */
  deployment: Deployment | null;
}

/** All branches: the default one first, then those that were worked on last. Runs name branches before Git has them. */
export const useBranches = (): WorkspaceBranch[] => {
  const branches = useWorkspace((state) => state.branches);
  const runs = useWorkspace((state) => state.rows.runs);
  const deployments = useWorkspace((state) => state.rows.deployments);
  const defaultBranch = useWorkspace((state) => state.project?.defaultBranch ?? "main");
  return useMemo(() => {
    const sortedRuns = newestFirst(runs);
    const sortedDeployments = newestFirst(deployments);
    const known = new Map((branches ?? []).map((branch) => [branch.name, branch.sha]));
    const planned = sortedRuns
      .filter(({ branch, state }) => !known.has(branch) && (branches === null || activeRunStates.includes(state)))
      .map(({ branch }) => branch);
    const names = new Set([defaultBranch, ...known.keys(), ...planned]);
    const all = [...names].map((name): WorkspaceBranch => ({
      name,
      sha: known.get(name) ?? null,
      isDefault: name === defaultBranch,
      run: sortedRuns.find(({ branch }) => branch === name) ?? null,
      deployment: sortedDeployments.find(({ branch }) => branch === name) ?? null,
    }));
    return all.toSorted(
      (one, other) =>
        Number(other.isDefault) - Number(one.isDefault) ||
        (other.run?.createdAt ?? "").localeCompare(one.run?.createdAt ?? "") ||
        one.name.localeCompare(other.name),
    );
  }, [branches, runs, deployments, defaultBranch]);
};

/**
 * The branch on screen: the one the address names, else the one that was last looked at here, else that of the
 * newest run, else the default branch.
 */
export const useCurrentBranch = (): WorkspaceBranch => {
  const branches = useBranches();
  const { view, remembered } = useView();
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
