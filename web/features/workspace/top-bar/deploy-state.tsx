"use client";

import type { Deployment } from "#core/contracts/index.ts";
import { Tooltip } from "#web/components/tooltip.tsx";
import { deploymentStates, StateBadge, type StateLook } from "#web/components/state-badge.tsx";
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

/** The badge stands beside that of the run, so it says what it is the state of. */
const nameLook = ({ state, environment }: Deployment): StateLook => {
  const look = deploymentStates[state];
  const what = environment === "production" ? "Production" : "Preview";
  return { ...look, label: state === "error" ? `${what} failed` : `${what} ${look.label.toLowerCase()}` };
};

/** How the newest deployment of the branch is; opens its log. */
export const DeployState = ({ branch }: { branch: WorkspaceBranch }) => {
  const { showLog } = useWorkspaceActions();
  const { deployment } = branch;
  if (deployment === null) return null;
  return (
    <Tooltip label={describe(branch)} side="bottom">
      <button type="button" className="rounded-sm" onClick={() => showLog(deployment.id)}>
        <StateBadge look={nameLook(deployment)} />
      </button>
    </Tooltip>
  );
};
