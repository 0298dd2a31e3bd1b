"use client";

import { useMemo, useState, type RefObject } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { useCurrentDeployment } from "../layout/use-current-deployment.ts";
import { useView, useViewState } from "../view/view-context.tsx";
import { useWorkspaceParts } from "../workspace-context.tsx";
import type { WorkspaceBranch } from "./use-branches.ts";
import { useOpenCompare } from "./use-open-compare.ts";
import type { WorkspaceActions } from "./use-workspace-actions.tsx";

/** What the AI is asked when a build failed: the reason, and where it happened. It can read the log itself. */
const composeRepair = (deployment: Deployment | undefined): string =>
  deployment === undefined
    ? "The last build failed. Read its log, find the cause and fix it."
    : `The build of ${shortSha(deployment.commitSha)} failed: ${deployment.error?.message ?? "no reason was given."} Read the build log, find the cause and fix it.`;

export type OpenDialog = "merge" | "clone" | "shortcuts" | null;

export interface MadeActions {
  actions: WorkspaceActions;
  dialog: OpenDialog;
  setDialog: (dialog: OpenDialog) => void;
  isConsoleOpen: boolean;
  isTimelineOpen: boolean;
}

/** Makes what the parts of the workspace ask of each other. */
export const useMakeActions = (
  branch: WorkspaceBranch,
  textarea: RefObject<HTMLTextAreaElement | null>,
): MadeActions => {
  const { store } = useWorkspaceParts();
  const openCompare = useOpenCompare(branch.name);
  const { show, remember, draft } = useView();
  const { remembered } = useViewState();
  const [dialog, setDialog] = useState<OpenDialog>(null);
  const previewUrl = useCurrentDeployment(branch)?.url ?? null;
  const isConsoleOpen = remembered.isConsoleOpen ?? true;
  const isTimelineOpen = remembered.isTimelineOpen ?? true;
  const canMerge = !branch.isDefault && branch.sha !== null;

  const actions = useMemo((): WorkspaceActions => {
    const focusPrompt = (): void => {
      remember({ mobileTab: "chat" });
      // On a small screen the box is hidden until the panel has changed.
      requestAnimationFrame(() => textarea.current?.focus());
    };
    const editPrompt = (text: string): void => {
      draft.write(text);
      remember({ mobileTab: "chat" });
      show({ tab: null });
      requestAnimationFrame(() => {
        const box = textarea.current;
        box?.focus();
        box?.setSelectionRange(box.value.length, box.value.length);
      });
    };
    return {
      focusPrompt,
      editPrompt,
      openMerge: () => setDialog("merge"),
      canMerge,
      openCompare,
      openClone: () => setDialog("clone"),
      openShortcuts: () => setDialog("shortcuts"),
      openPreview: () => {
        if (previewUrl !== null) window.open(previewUrl, "_blank", "noreferrer");
      },
      canOpenPreview: previewUrl !== null,
      showLog: (deployment) => {
        remember({ bottomTab: "build", isConsoleOpen: true, mobileTab: "console" });
        show(window.matchMedia("(min-width: 1024px)").matches ? { deployment } : { deployment, tab: null });
      },
      repairBuild: (id) => editPrompt(composeRepair(store.getState().rows.deployments.get(id))),
      toggleConsole: () => remember({ isConsoleOpen: !isConsoleOpen }),
      toggleTimeline: () => remember({ isTimelineOpen: !isTimelineOpen }),
    };
  }, [store, show, remember, draft, textarea, openCompare, canMerge, previewUrl, isConsoleOpen, isTimelineOpen]);

  return { actions, dialog, setDialog, isConsoleOpen, isTimelineOpen };
};
