import { useMemo } from "react";
import { newestFirst } from "../data/select-rows.ts";
import { useWorkspace } from "../workspace-context.tsx";
import { listBranchVersions, listCommitVersions, type PreviewVersion } from "./preview-versions.ts";

/** What can be looked at beside what a branch serves now: its earlier commits, and the other branches. */
export const usePreviewVersions = (
  branch: string,
  defaultBranch: string,
): { commits: readonly PreviewVersion[]; branches: readonly PreviewVersion[] } => {
  const deployments = useWorkspace((state) => state.rows.deployments);
  const commits = useWorkspace((state) => state.rows.commits);
  return useMemo(() => {
    const newest = newestFirst(deployments);
    return {
      commits: listCommitVersions(newest, branch, commits),
      branches: listBranchVersions(newest, defaultBranch, commits),
    };
  }, [deployments, commits, branch, defaultBranch]);
};
