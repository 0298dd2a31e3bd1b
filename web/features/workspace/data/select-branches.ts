import { activeRunStates, type BranchAnswer, type Deployment, type Run } from "#core/contracts/index.ts";
import { findCurrentRun } from "./prompt-queue.ts";
import { newestFirst } from "./select-rows.ts";
import type { WorkspaceState } from "./workspace-state.ts";

/** What a branch shows of its newest run. A run's row changes with every answer of the model; these seldom do. */
export type BranchRun = Pick<Run, "id" | "state" | "prompt" | "createdAt">;

export interface WorkspaceBranch {
  readonly name: string;
  /** Null while a queued run has not made the branch yet. */
  readonly sha: string | null;
  readonly isDefault: boolean;
  /** The newest run on it that is more than a prompt that waits for its turn. */
  readonly run: BranchRun | null;
  /** The newest deployment of it. */
  readonly deployment: Deployment | null;
}

interface Inputs {
  branches: readonly BranchAnswer[] | null;
  runs: ReadonlyMap<string, Run>;
  deployments: ReadonlyMap<string, Deployment>;
  defaultBranch: string;
}

/** All branches: the default one first, then those that were worked on last. Runs name branches before Git has them. */
export const listBranches = ({ branches, runs, deployments, defaultBranch }: Inputs): WorkspaceBranch[] => {
  const sortedRuns = newestFirst(runs);
  const sortedDeployments = newestFirst(deployments);
  const known = new Map((branches ?? []).map((branch) => [branch.name, branch.sha]));
  const planned = sortedRuns
    .filter(({ branch, state }) => !known.has(branch) && (branches === null || activeRunStates.includes(state)))
    .map(({ branch }) => branch);
  const all = [...new Set([defaultBranch, ...known.keys(), ...planned])].map((name): WorkspaceBranch => ({
    name,
    sha: known.get(name) ?? null,
    isDefault: name === defaultBranch,
    run: findCurrentRun(sortedRuns.filter(({ branch }) => branch === name)),
    deployment: sortedDeployments.find(({ branch }) => branch === name) ?? null,
  }));
  return all.toSorted(
    (one, other) =>
      Number(other.isDefault) - Number(one.isDefault) ||
      (other.run?.createdAt ?? "").localeCompare(one.run?.createdAt ?? "") ||
      one.name.localeCompare(other.name),
  );
};

const isSameBranch = (one: WorkspaceBranch, other: WorkspaceBranch): boolean =>
  one.sha === other.sha &&
  one.isDefault === other.isDefault &&
  one.deployment === other.deployment &&
  one.run?.id === other.run?.id &&
  one.run?.state === other.run?.state;

/**
 * Makes a selector of the branches that answers the same objects as long as they look the same, so that what shows
 * a branch is not drawn again with every event of its run.
 */
export const createBranchSelector = (): ((state: WorkspaceState) => readonly WorkspaceBranch[]) => {
  let inputs: Inputs | null = null;
  let shown: readonly WorkspaceBranch[] = [];
  return ({ branches, rows: { runs, deployments }, project }) => {
    const defaultBranch = project?.defaultBranch ?? "main";
    const isSame =
      inputs?.branches === branches &&
      inputs.runs === runs &&
      inputs.deployments === deployments &&
      inputs.defaultBranch === defaultBranch;
    if (isSame) return shown;
    inputs = { branches, runs, deployments, defaultBranch };
    const next = listBranches(inputs).map((branch) => {
      const before = shown.find(({ name }) => name === branch.name);
      return before !== undefined && isSameBranch(before, branch) ? before : branch;
    });
    if (next.length !== shown.length || next.some((branch, index) => branch !== shown[index])) shown = next;
    return shown;
  };
};
