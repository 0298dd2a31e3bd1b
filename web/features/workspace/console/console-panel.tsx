"use client";

import { Activity, ChevronDown, Rocket, TerminalSquare } from "lucide-react";
import { memo, useMemo } from "react";
import { EmptyState } from "#web/components/empty-state.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import { deploymentStates } from "#web/components/state-badge.tsx";
import { Tabs } from "#web/components/tabs.tsx";
import { newestFirst } from "../data/select-rows.ts";
import { DeploymentsList } from "../deployments/deployments-list.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useView, useViewState } from "../view/view-context.tsx";
import { bottomTabs, type BottomTab } from "../view/workspace-view.ts";
import { useWorkspace } from "../workspace-context.tsx";
import { ActivityLog } from "./activity-log.tsx";
import { BuildLogView } from "./build-log-view.tsx";

const toTab = (value: string): BottomTab => bottomTabs.find((tab) => tab === value) ?? "activity";

/** The build whose log is shown: the one the address names, else the newest of the branch, else the newest of all. */
const useShownDeployment = (branch: WorkspaceBranch) => {
  const rows = useWorkspace((state) => state.rows.deployments);
  const { view } = useViewState();
  const newest = useMemo(() => newestFirst(rows)[0] ?? null, [rows]);
  const named = view.deployment === null ? undefined : rows.get(view.deployment);
  return named ?? branch.deployment ?? newest;
};

const BuildLog = ({ branch }: { branch: WorkspaceBranch }) => {
  const deployment = useShownDeployment(branch);
  const { show } = useView();
  if (deployment === null) {
    return (
      <EmptyState size="sm" icon={<TerminalSquare aria-hidden="true" />} title="Nothing has been built yet">
        The log of each build appears here while it runs.
      </EmptyState>
    );
  }
  return <BuildLogView key={deployment.id} deployment={deployment} onSelect={(id) => show({ deployment: id })} />;
};

export interface ConsolePanelProps {
  branch: WorkspaceBranch;
  /** Absent where the console is the whole screen. */
  onClose?: () => void;
}

/** What happened, what was built and what is served. */
export const ConsolePanel = memo(({ branch, onClose }: ConsolePanelProps) => {
  const { remember } = useView();
  const { remembered } = useViewState();
  const deployment = useShownDeployment(branch);
  const look = deployment === null ? null : deploymentStates[deployment.state];
  return (
    <section aria-label="Console" className="h-full min-h-0 bg-canvas">
      <Tabs
        label="Console"
        className="h-full"
        value={remembered.bottomTab ?? "activity"}
        onValueChange={(value) => remember({ bottomTab: toTab(value) })}
        aside={
          onClose === undefined ? undefined : (
            <IconButton
              label="Close the console"
              shortcut="mod+j"
              icon={<ChevronDown aria-hidden="true" />}
              onClick={onClose}
            />
          )
        }
        items={[
          { value: "activity", label: "Activity", icon: <Activity aria-hidden="true" />, content: <ActivityLog /> },
          {
            value: "build",
            label: "Build log",
            icon: <TerminalSquare aria-hidden="true" />,
            badge: look === null ? undefined : <StateIcon shape={look.shape} className="size-3!" />,
            content: <BuildLog branch={branch} />,
          },
          {
            value: "deployments",
            label: "Deployments",
            icon: <Rocket aria-hidden="true" />,
            content: <DeploymentsList />,
          },
        ]}
      />
    </section>
  );
});
ConsolePanel.displayName = "ConsolePanel";
