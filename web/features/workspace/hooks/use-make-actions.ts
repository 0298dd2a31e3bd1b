"use client";

import { useMemo, useState, type RefObject } from "react";
import { useCurrentDeployment } from "../layout/use-current-deployment.ts";
import { useView, useViewState } from "../view/view-context.tsx";
import type { WorkspaceBranch } from "./use-branches.ts";
import { useOpenCompare } from "./use-open-compare.ts";
import { useRepairBuild } from "./use-repair-build.ts";
import type { WorkspaceActions } from "./use-workspace-actions.tsx";

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
  const openCompare = useOpenCompare(branch.name);
  const repairBuild = useRepairBuild();
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
      repairBuild,
      toggleConsole: () => remember({ isConsoleOpen: !isConsoleOpen }),
      toggleTimeline: () => remember({ isTimelineOpen: !isTimelineOpen }),
    };
  }, [repairBuild, show, remember, draft, textarea, openCompare, canMerge, previewUrl, isConsoleOpen, isTimelineOpen]);

  return { actions, dialog, setDialog, isConsoleOpen, isTimelineOpen };
};
