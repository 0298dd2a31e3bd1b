"use client";

import { createContext, use } from "react";

/** What any part of the workspace can ask the others to do. */
export interface WorkspaceActions {
  /** Puts a text into the prompt box and the focus there. */
  editPrompt: (text: string) => void;
  focusPrompt: () => void;
  openMerge: () => void;
  canMerge: boolean;
  /** Shows this branch and another one side by side. */
  openCompare: () => void;
  openClone: () => void;
  /** Opens the branch's preview in a tab of its own. */
  openPreview: () => void;
  canOpenPreview: boolean;
  /** Shows the log of a deployment in the console. */
  showLog: (deploymentId: string) => void;
  /** Lets the AI repair a failed build, and shows the run. */
  repairBuild: (deploymentId: string) => Promise<void>;
  toggleConsole: () => void;
  toggleTimeline: () => void;
  openShortcuts: () => void;
}

export const WorkspaceActionsContext = createContext<WorkspaceActions | null>(null);

export const useWorkspaceActions = (): WorkspaceActions => {
  const actions = use(WorkspaceActionsContext);
  if (actions === null) throw new Error("This part of the workspace stands outside of its actions.");
  return actions;
};
