"use client";

import { useState } from "react";
import { toast } from "#web/components/toast.tsx";
import { commitFiles } from "#web/lib/api/repository.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";
import type { Drafts } from "../drafts/draft.ts";
import { toFileEdits } from "../drafts/edit-drafts.ts";

interface CommitEdits {
  isCommitting: boolean;
  /** Why the last try failed; null when there was none. */
  error: unknown;
  commit: (message: string) => Promise<void>;
}

/** Commits all edits of a branch at once onto the head they were checked against. What is typed meanwhile stays an edit. */
export const useCommitEdits = (options: {
  projectId: string;
  branch: string;
  head: string | null;
  drafts: Drafts;
  onCommitted: (committed: Drafts, sha: string) => void;
}): CommitEdits => {
  const { projectId, branch, head, drafts } = options;
  const [isCommitting, setCommitting] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const commit = async (message: string): Promise<void> => {
    if (head === null) return;
    setCommitting(true);
    setError(null);
    try {
      const { sha } = await commitFiles(projectId, { branch, expectedHead: head, message, files: toFileEdits(drafts) });
      options.onCommitted(drafts, sha);
      toast.success("Committed", { description: `${shortSha(sha)} on ${branch}` });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setCommitting(false);
    }
  };
  return { isCommitting, error, commit };
};
