"use client";

import { Tooltip } from "#web/components/tooltip.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";

const describe = (branch: WorkspaceBranch): string => {
  const { deployment } = branch;
  if (deployment === null) return "";
  const what = deployment.environment === "production" ? "Production" : "The preview";
  const texts = {
    queued: `${what} waits to be built.`,
    building: `${what} is being built.`,
    ready: `${what} is up.`,
    error: `${what} could not be built. Show the log.`,
    canceled: "The last build was canceled.",
    blocked: `${what} is blocked by the deploy host. Show why.`,
  };
  return texts[deployment.state];
};

/** How the newest deployment of the branch is; opens its log. */
export const DeployState = ({ branch }: { branch: WorkspaceBranch }) => {
  const { showLog } = useWorkspaceActions();
  const { deployment } = branch;
  if (deployment === null) return null;
  return (
    <Tooltip label={describe(branch)} side="bottom">
      <button type="button" className="rounded-sm" aria-label={describe(branch)} onClick={() => showLog(deployment.id)}>
        <DeploymentStateBadge state={deployment.state} />
      </button>
    </Tooltip>
  );
};
