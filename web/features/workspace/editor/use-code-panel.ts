"use client";

import { useMemo } from "react";
import { findConflicts, suggestMessage } from "../drafts/edit-drafts.ts";
import { findLiveFile, markFiles, type LiveFile } from "../files/mark-files.ts";
import { useBranchFiles } from "../files/use-branch-files.ts";
import { useEditing } from "./use-editing.ts";
import { useFollowWriting } from "./use-follow-writing.ts";
import { useOpenFile } from "./use-open-file.ts";

export interface CodePanelProps {
  projectId: string;
  branch: string;
  /** Head of the branch; null while it is not known. */
  head: string | null;
  /** Files that a run on this branch is changing right now. */
  live: readonly LiveFile[];
  openPath: string | null;
  onOpenPath: (path: string | null) => void;
}

const toLiveText = (file: LiveFile | null): { text: string; isWriting: boolean } | null =>
  file === null ? null : { text: file.text, isWriting: file.state === "writing" };

/** What the code panel shows and does: the branch's files, the open one, edits by hand and what the AI is writing. */
export const useCodePanel = ({ projectId, branch, head, live, openPath, onOpenPath }: CodePanelProps) => {
  const files = useBranchFiles(projectId, head);
  const editing = useEditing({ projectId, branch, head: files.commitSha });
  const { drafts } = editing;
  const following = useFollowWriting(live, onOpenPath);
  const marks = useMemo(() => markFiles(drafts, live, files.shas), [drafts, live, files.shas]);
  const taken = useMemo(() => new Set([...files.shas.keys(), ...Object.keys(drafts)]), [files.shas, drafts]);
  const exists = openPath !== null && files.shas.has(openPath);
  const opened = useOpenFile(projectId, { commitSha: files.commitSha, path: openPath, exists });
  const conflicts = files.commitSha === null ? [] : findConflicts(drafts, files.shas);
  const [conflict] = conflicts;
  const obstacle =
    conflict === undefined
      ? null
      : `${conflict.path} changed on the branch while you were editing it. Open it and choose what to keep.`;
  const count = Object.keys(drafts).length;
  return {
    files,
    editing,
    following,
    marks,
    taken,
    exists,
    opened,
    isConflict: conflicts.some(({ path }) => path === openPath),
    liveText: openPath === null ? null : toLiveText(findLiveFile(live, openPath)),
    obstacle,
    count,
    suggestion: suggestMessage(drafts),
    open: (path: string | null): void => {
      following.setFollowing(false);
      onOpenPath(path);
    },
    commit: (message: string): void => {
      if (count > 0 && obstacle === null && !editing.isCommitting) void editing.commit(message);
    },
  };
};

export type CodePanelModel = ReturnType<typeof useCodePanel>;
