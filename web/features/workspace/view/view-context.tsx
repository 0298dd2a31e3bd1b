"use client";

import { useSearchParams } from "next/navigation";
import { createContext, use, useCallback, useMemo, useState, useSyncExternalStore, type ReactNode } from "react";
import { useWorkspaceParts } from "../workspace-context.tsx";
import { arriveAt } from "./arrive-at.ts";
import { createDraft, type DraftText } from "./create-draft.ts";
import { keepRememberedView, readRememberedView, type RememberedView } from "./remembered-view.ts";
import { formatView, parseView, type WorkspaceView } from "./workspace-view.ts";

export interface ViewControls {
  /**
   * Changes the address: by a new entry of the history when the person goes somewhere (`push`), else in place.
   */
  show: (change: Partial<WorkspaceView>, how?: "push" | "replace") => void;
  remember: (change: RememberedView) => void;
  draft: DraftText;
}

export interface ViewState {
  view: WorkspaceView;
  remembered: RememberedView;
}

// Two contexts: most parts only ever change the view, and must not be drawn again because another part did.
const ControlsContext = createContext<ViewControls | null>(null);
const StateContext = createContext<ViewState | null>(null);

const required = <Value,>(value: Value | null): Value => {
  if (value === null) throw new Error("This part of the workspace stands outside of a ViewProvider.");
  return value;
};

/** How to change what the workspace shows. Always the same object. */
export const useView = (): ViewControls => required(use(ControlsContext));

/** What the workspace shows. */
export const useViewState = (): ViewState => required(use(StateContext));

/** The prompt being written. */
export const useDraft = (): [text: string, setText: (text: string) => void] => {
  const { draft } = useView();
  return [useSyncExternalStore(draft.subscribe, draft.read, () => ""), draft.write];
};

const storage = (): Pick<Storage, "getItem" | "setItem"> =>
  typeof window === "undefined" ? { getItem: () => null, setItem: () => undefined } : window.localStorage;

/** Keeps the view in the address, and what a link does not say (sizes, open panels, the draft) in this browser. */
export const ViewProvider = ({ children }: { children: ReactNode }) => {
  const { projectId } = useWorkspaceParts();
  const search = useSearchParams();
  const view = useMemo(() => parseView(new URLSearchParams(search)), [search]);
  const [remembered, setRemembered] = useState<RememberedView>(() =>
    arriveAt(view, readRememberedView(storage(), projectId)),
  );
  const [draft] = useState(() =>
    createDraft(remembered.draft ?? "", (text) => keepRememberedView(storage(), projectId, { draft: text })),
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
      keepRememberedView(storage(), projectId, change);
    },
    [projectId],
  );

  const controls = useMemo(() => ({ show, remember, draft }), [show, remember, draft]);
  const state = useMemo(() => ({ view, remembered }), [view, remembered]);
  return (
    <ControlsContext value={controls}>
      <StateContext value={state}>{children}</StateContext>
    </ControlsContext>
  );
};
