import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { comparePath } from "../comparison/compare-path.ts";
import { useWorkspaceParts } from "../workspace-context.tsx";

/** Leads to the page where a branch is compared with another one. */
export const useOpenCompare = (branch: string): (() => void) => {
  const { projectId } = useWorkspaceParts();
  const router = useRouter();
  return useCallback(() => router.push(comparePath(projectId, branch, "")), [router, projectId, branch]);
};
