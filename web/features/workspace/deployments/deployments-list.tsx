"use client";

import { Ban, Ellipsis, Rocket, RotateCw, ScrollText, SquareArrowOutUpRight } from "lucide-react";
import { useMemo, useState } from "react";
import { terminalDeploymentStates, type Deployment } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { toast } from "#web/components/toast.tsx";
import type { DeploymentControl } from "#web/lib/api/deployments.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { newestFirst } from "../data/select-rows.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import { useOlderDeployments } from "./use-older-deployments.ts";

const durationOf = ({ startedAt, finishedAt }: Deployment): string | null =>
  startedAt === null || finishedAt === null
    ? null
    : formatDuration(Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)));

const useControl = (deployment: Deployment) => {
  const { controlDeployment } = useControls();
  return async (control: DeploymentControl): Promise<void> => {
    try {
      await controlDeployment(deployment.id, control);
    } catch (thrown) {
      toast.error(control === "cancel" ? "Not canceled" : "Not started", thrown);
    }
  };
};

const Menu = ({ deployment, onPromote }: { deployment: Deployment; onPromote: () => void }) => {
  const control = useControl(deployment);
  const { showLog } = useWorkspaceActions();
  const isEnded = terminalDeploymentStates.includes(deployment.state);
  const isServing = deployment.environment === "production" && deployment.isCurrent;
  return (
    <DropdownMenu
      trigger={
        <IconButton
          size="xs"
          label={`What to do with the build of ${shortSha(deployment.commitSha)}`}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    >
      {deployment.url === null || !deployment.isCurrent ? null : (
        <MenuItem asChild>
          <a href={deployment.url} target="_blank" rel="noreferrer">
            <SquareArrowOutUpRight aria-hidden="true" />
            Open
          </a>
        </MenuItem>
      )}
      <MenuItem icon={<ScrollText aria-hidden="true" />} onSelect={() => showLog(deployment.id)}>
        Show the log
      </MenuItem>
      <MenuSeparator />
      {isEnded ? (
        <MenuItem icon={<RotateCw aria-hidden="true" />} onSelect={() => void control("retry")}>
          Build again
        </MenuItem>
      ) : (
        <MenuItem
          icon={<Ban aria-hidden="true" />}
          disabled={deployment.isCancelRequested}
          onSelect={() => void control("cancel")}
        >
          {deployment.isCancelRequested ? "Being canceled" : "Cancel"}
        </MenuItem>
      )}
      <MenuItem
        icon={<Rocket aria-hidden="true" />}
        disabled={deployment.state !== "ready" || isServing}
        onSelect={onPromote}
      >
        {deployment.environment === "production" ? "Roll back to this" : "Serve as production"}
      </MenuItem>
    </DropdownMenu>
  );
};

const Row = ({ deployment }: { deployment: Deployment }) => {
  const [isAsking, setAsking] = useState(false);
  const { controlDeployment } = useControls();
  const { show } = useView();
  const { showLog } = useWorkspaceActions();
  const isProduction = deployment.environment === "production";
  const duration = durationOf(deployment);
  return (
    <li className="flex items-center gap-3 px-3 py-1.5 text-sm hover:bg-hover">
      <button
        type="button"
        className="w-26 shrink-0 rounded-xs text-left hover:underline coarse:min-h-10"
        onClick={() => showLog(deployment.id)}
        title="Show the log"
      >
        <DeploymentStateBadge state={deployment.state} appearance="plain" />
      </button>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
        <Badge tone={isProduction ? "success" : "neutral"}>{isProduction ? "Production" : "Preview"}</Badge>
        <span className="min-w-0 truncate font-mono text-xs">{shortBranch(deployment.branch)}</span>
        <button
          type="button"
          onClick={() => show({ tab: "changes", commit: deployment.commitSha, branch: deployment.branch }, "push")}
          className="rounded-xs font-mono text-xs text-accent-text hover:underline"
        >
          {shortSha(deployment.commitSha)}
        </button>
        {deployment.isCurrent ? <Badge tone="accent">Serving</Badge> : null}
        {deployment.promotedFrom === null ? null : (
          <span className="text-xs text-ink-subtle">served again, not rebuilt</span>
        )}
      </span>
      <span className="figures shrink-0 text-right text-xs text-ink-subtle">
        {duration === null ? null : <span className="max-sm:hidden">{duration} · </span>}
        <RelativeTime at={deployment.createdAt} />
      </span>
      <Menu deployment={deployment} onPromote={() => setAsking(true)} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={isProduction ? "Roll production back" : "Serve this as production"}
        description={`Production will serve ${shortSha(deployment.commitSha)} from ${shortBranch(deployment.branch)} as it was built, without building it again. The default branch stays as it is, and its next push deploys as usual.`}
        confirmLabel={isProduction ? "Roll back" : "Serve it"}
        onConfirm={async () => {
          await controlDeployment(deployment.id, "promote");
        }}
      />
    </li>
  );
};

/** Every attempt to build and serve a commit of this project, newest first. */
export const DeploymentsList = () => {
  const rows = useWorkspace((state) => state.rows.deployments);
  const deployments = useMemo(() => newestFirst(rows), [rows]);
  const older = useOlderDeployments();
  if (deployments.length === 0) {
    return (
      <EmptyState size="sm" icon={<Rocket aria-hidden="true" />} title="Nothing has been deployed yet">
        Every commit on a branch is built and served as its preview; the default branch as production.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Deployments" tabIndex={0} className="h-full overflow-y-auto py-1 outline-offset-[-2px]">
      <ol>
        {deployments.map((deployment) => (
          <Row key={deployment.id} deployment={deployment} />
        ))}
      </ol>
      {older.hasMore ? (
        <div className="flex justify-center p-2">
          <Button size="sm" variant="ghost" isLoading={older.isLoading} onClick={older.load}>
            Show older deployments
          </Button>
        </div>
      ) : null}
    </section>
  );
};
