import { useMemo } from "react";
import type {
  CreateRun,
  Deployment,
  FeatureInput,
  MergeAnswer,
  RedoStep,
  RetryRun,
  Run,
  WriteAnswer,
} from "#core/contracts/index.ts";
import { createRun } from "#web/lib/api/runs.ts";
import {
  controlDeployment,
  repairDeployment,
  requestDeployment,
  type DeploymentControl,
} from "#web/lib/api/deployments.ts";
import { savePlan } from "../api/plan.ts";
import { mergeBranch, restoreCommit, revertCommit } from "../api/repository.ts";
import { editQueuedRun, redoStep, removeQueuedRun, resumeRun, retryRun, stopRun } from "../api/runs.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";

export interface WorkspaceControls {
  startRun(input: CreateRun): Promise<Run>;
  stopRun(id: string): Promise<Run>;
  resumeRun(id: string, answer?: string): Promise<Run>;
  editQueuedRun(id: string, prompt: string): Promise<Run>;
  removeQueuedRun(id: string): Promise<Run>;
  retryRun(id: string, input: RetryRun): Promise<Run>;
  redoStep(id: string, input: RedoStep): Promise<Run>;
  controlDeployment(id: string, control: DeploymentControl): Promise<Deployment>;
  requestDeployment(branch: string): Promise<Deployment>;
  /** Lets the AI repair a failed deployment, by a run on its branch. */
  repairDeployment(id: string): Promise<Run>;
  mergeBranch(branch: string): Promise<MergeAnswer>;
  revertCommit(commit: string, branch: string): Promise<WriteAnswer>;
  restoreCommit(commit: string, branch: string): Promise<WriteAnswer>;
  savePlan(features: FeatureInput[]): Promise<void>;
}

/** What a person can do here. What the server answers is in the store at once; the events that follow change nothing. */
export const useControls = (): WorkspaceControls => {
  const { projectId, store, source } = useWorkspaceParts();
  return useMemo(() => {
    const keepRun = (run: Run): Run => {
      store.dispatch({ type: "rows-loaded", batch: { runs: [run] } });
      return run;
    };
    const keepDeployment = (deployment: Deployment): Deployment => {
      store.dispatch({ type: "rows-loaded", batch: { deployments: [deployment] } });
      return deployment;
    };
    const readHistory = async (branch: string): Promise<void> => {
      const [branches, page] = await Promise.all([source.readBranches(), source.readCommits(branch)]);
      store.dispatch({ type: "branches-loaded", branches }, { type: "first-commits-loaded", branch, page });
    };
    const thenRead = async <Answer extends { branch: string }>(request: Promise<Answer>): Promise<Answer> => {
      const answer = await request;
      // It has happened; that the history could not be read is made up for by the next event.
      await readHistory(answer.branch).catch(() => undefined);
      return answer;
    };
    return {
      startRun: async (input) => keepRun(await createRun(projectId, input)),
      stopRun: async (id) => keepRun(await stopRun(id)),
      resumeRun: async (id, answer) => keepRun(await resumeRun(id, answer)),
      editQueuedRun: async (id, prompt) => keepRun(await editQueuedRun(id, prompt)),
      removeQueuedRun: async (id) => keepRun(await removeQueuedRun(id)),
      retryRun: async (id, input) => keepRun(await retryRun(id, input)),
      redoStep: async (id, input) => {
        const run = keepRun(await redoStep(id, input));
        await readHistory(run.branch).catch(() => undefined);
        return run;
      },
      controlDeployment: async (id, control) => keepDeployment(await controlDeployment(id, control)),
      requestDeployment: async (branch) => keepDeployment(await requestDeployment(projectId, branch)),
      repairDeployment: async (id) => keepRun(await repairDeployment(id)),
      mergeBranch: (branch) => thenRead(mergeBranch(projectId, branch)),
      revertCommit: (commit, branch) => thenRead(revertCommit(projectId, commit, branch)),
      restoreCommit: (commit, branch) => thenRead(restoreCommit(projectId, commit, branch)),
      savePlan: async (features) => {
        const plan = await savePlan(projectId, features);
        store.dispatch({ type: "rows-loaded", batch: { project_plan: plan } });
      },
    };
  }, [projectId, store, source]);
};
