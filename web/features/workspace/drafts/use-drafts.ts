"use client";

import { useMemo, useSyncExternalStore } from "react";
import { createDraftStore, type DraftStore } from "./create-draft-store.ts";
import type { Drafts } from "./draft.ts";

const nothing: Drafts = {};

/** The edits of a branch that are not committed, and the store to change them by. */
export const useDrafts = (projectId: string, branch: string): { drafts: Drafts; change: DraftStore["change"] } => {
  const store = useMemo(
    () =>
      typeof window === "undefined"
        ? null
        : createDraftStore(window.localStorage, `letscode:drafts:${projectId}:${branch}`),
    [projectId, branch],
  );
  const drafts = useSyncExternalStore(
    (listener) => store?.subscribe(listener) ?? (() => undefined),
    () => store?.read() ?? nothing,
    () => nothing,
  );
  return { drafts, change: (edit) => store?.change(edit) };
};
