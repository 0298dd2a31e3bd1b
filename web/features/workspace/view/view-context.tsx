"use client";

import { useSearchParams } from "next/navigation";
import { createContext, use, useCallback, useMemo, useState, type ReactNode } from "react";
import { useWorkspaceParts } from "../workspace-context.tsx";
import { keepRememberedView, readRememberedView, type RememberedView } from "./remembered-view.ts";
import { formatView, parseView, type WorkspaceView } from "./workspace-view.ts";

export interface ViewControls {
  view: WorkspaceView;
  /**
   * Changes the address: by a new entry of the history when the person goes somewhere (`push`), else in place.
   */
  show: (change: Partial<WorkspaceView>, how?: "push" | "replace") => void;
  remembered: RememberedView;
  remember: (change: RememberedView) => void;
}

const ViewContext = createContext<ViewControls | null>(null);

/** What the workspace shows, and how to change it. */
export const useView = (): ViewControls => {
  const controls = use(ViewContext);
  if (controls === null) throw new Error("This part of the workspace stands outside of a ViewProvider.");
  return controls;
};

/** Keeps the view in the address, and what a link does not say (sizes, open panels, the draft) in this browser. */
export const ViewProvider = ({ children }: { children: ReactNode }) => {
  const { projectId } = useWorkspaceParts();
  const search = useSearchParams();
  const view = useMemo(() => parseView(new URLSearchParams(search)), [search]);
  const [remembered, setRemembered] = useState<RememberedView>(() =>
    typeof window === "undefined" ? {} : readRememberedView(window.localStorage, projectId),
  );

  const show = useCallback((change: Partial<WorkspaceView>, how: "push" | "replace" = "replace") => {
    // The address itself is the latest view: two changes in one go must not undo one another.
    const current = new URLSearchParams(window.location.search);
    const query = formatView({ ...parseView(current), ...change }, current);
    if (query === window.location.search) return;
    const address = `${window.location.pathname}${query}`;
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }, []);

  const remember = useCallback(
    (change: RememberedView) => {
      setRemembered((known) => ({ ...known, ...change }));
      keepRememberedView(window.localStorage, projectId, change);
    },
    [projectId],
  );

  const controls = useMemo(() => ({ view, show, remembered, remember }), [view, show, remembered, remember]);
  return <ViewContext value={controls}>{children}</ViewContext>;
};
