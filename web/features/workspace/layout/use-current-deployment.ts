import { useMemo } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { newestFirst } from "../data/select-rows.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useWorkspace } from "../workspace-context.tsx";

/** What a branch's address serves now: production for the default branch, its preview for any other. */
export const useCurrentDeployment = (branch: WorkspaceBranch): Deployment | null => {
  const rows = useWorkspace((state) => state.rows.deployments);
  return useMemo(
    () =>
      newestFirst(rows).find(
        ({ isCurrent, environment, branch: name }) =>
          isCurrent &&
          (branch.isDefault ? environment === "production" : environment === "preview" && name === branch.name),
      ) ?? null,
    [rows, branch.isDefault, branch.name],
  );
};
