"use client";

import type { FileAnswer } from "#core/contracts/index.ts";
import type { Drafts } from "../drafts/draft.ts";
import { deleteDraft, discardDraft, keepMine, renameDraft, writeDraft } from "../drafts/edit-drafts.ts";
import { useDrafts } from "../drafts/use-drafts.ts";
import { useCommitEdits } from "./use-commit-edits.ts";

export interface Editing {
  drafts: Drafts;
  isCommitting: boolean;
  error: unknown;
  commit: (message: string) => Promise<void>;
  /** Ignored while a committed file is still being read: the editor tells its first content as a change too. */
  write: (path: string, text: string, committed: FileAnswer | null, exists: boolean) => void;
  create: (path: string) => void;
  remove: (path: string, committedSha: string | null) => void;
  rename: (path: string, to: string, committed: FileAnswer | null) => void;
  keepMine: (path: string, committedSha: string | null) => void;
  discard: (path: string) => void;
  discardAll: () => void;
}

/** Everything a person can do to the files of a branch before committing, and the commit. */
export const useEditing = (at: { projectId: string; branch: string; head: string | null }): Editing => {
  const { drafts, change } = useDrafts(at.projectId, at.branch);
  const { isCommitting, error, commit } = useCommitEdits({
    ...at,
    drafts,
    onCommitted: (committed) =>
      change((now) => Object.fromEntries(Object.entries(now).filter(([path, draft]) => committed[path] !== draft))),
  });
  return {
    drafts,
    isCommitting,
    error,
    commit,
    write: (path, text, committed, exists) => {
      if (exists && committed === null) return;
      change((now) => writeDraft(now, path, text, committed));
    },
    create: (path) => change((now) => writeDraft(now, path, "", null)),
    remove: (path, committedSha) => change((now) => deleteDraft(now, path, committedSha)),
    rename: (path, to, committed) =>
      change((now) => {
        const content = now[path]?.content ?? committed?.content ?? "";
        return renameDraft(now, { path, content, committedSha: committed?.sha ?? null }, to);
      }),
    keepMine: (path, committedSha) => change((now) => keepMine(now, path, committedSha)),
    discard: (path) => change((now) => discardDraft(now, path)),
    discardAll: () => change(() => ({})),
  };
};
