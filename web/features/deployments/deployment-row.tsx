"use client";

import { Ban, Ellipsis, Rocket, RotateCw, ScrollText, SquareArrowOutUpRight, Wrench } from "lucide-react";
import Link from "next/link";
import { isRepairable, type Deployment } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { useNow } from "#web/hooks/use-now.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { nameDeployHost } from "#web/lib/projects/name-deploy-host.ts";
import { isUnfinished, readTimes } from "./deployment-times.ts";
import type { Deployments } from "./use-deployments.ts";

export interface DeploymentRowProps {
  deployment: Deployment;
  /** Where it was built; said when not all of the history was built in one place. */
  showsHost: boolean;
  actions: Pick<Deployments, "control" | "repair">;
  onPromote: (deployment: Deployment) => void;
}

const logPath = ({ projectId, branch, id }: Deployment): string =>
  `/projects/${projectId}?branch=${encodeURIComponent(branch)}&deployment=${id}`;

const canBeFixed = ({ state, error }: Deployment): boolean => state === "error" && isRepairable(error?.code ?? "");

const Menu = ({ deployment, actions, onPromote }: Omit<DeploymentRowProps, "showsHost">) => {
  const { id, state, environment, isCurrent, isCancelRequested, url } = deployment;
  const isServing = environment === "production" && isCurrent;
  return (
    <DropdownMenu
      trigger={
        <IconButton
          label={`What to do with the build of ${shortSha(deployment.commitSha)}`}
          icon={<Ellipsis aria-hidden="true" />}
        />
      }
    >
      {url === null || !isCurrent ? null : (
        <MenuItem asChild>
          <a href={url} target="_blank" rel="noreferrer">
            <SquareArrowOutUpRight aria-hidden="true" />
            Open
          </a>
        </MenuItem>
      )}
      <MenuItem asChild>
        <Link href={logPath(deployment)}>
          <ScrollText aria-hidden="true" />
          Show the log
        </Link>
      </MenuItem>
      <MenuSeparator />
      {isUnfinished(deployment) ? (
        <MenuItem
          icon={<Ban aria-hidden="true" />}
          disabled={isCancelRequested}
          onSelect={() => void actions.control(id, "cancel")}
        >
          {isCancelRequested ? "Being canceled" : "Cancel"}
        </MenuItem>
      ) : (
        <MenuItem icon={<RotateCw aria-hidden="true" />} onSelect={() => void actions.control(id, "retry")}>
          Build again
        </MenuItem>
      )}
      {canBeFixed(deployment) ? (
        <MenuItem icon={<Wrench aria-hidden="true" />} onSelect={() => void actions.repair(id)}>
          Fix it
        </MenuItem>
      ) : null}
      <MenuItem
        icon={<Rocket aria-hidden="true" />}
        disabled={state !== "ready" || isServing}
        onSelect={() => onPromote(deployment)}
      >
        {environment === "production" ? "Roll back to this" : "Serve as production"}
      </MenuItem>
    </DropdownMenu>
  );
};

const Times = ({ deployment }: { deployment: Deployment }) => {
  const now = useNow();
  const { queued, built } = readTimes(deployment, now);
  if (deployment.promotedFrom !== null && !isUnfinished(deployment)) return <span>not built again</span>;
  return (
    <span className="figures">
      waited {formatDuration(queued)}
      {built === null ? null : `, built in ${formatDuration(built)}`}
    </span>
  );
};

/** Why it came to nothing, and the two ways on. */
const Failure = ({ deployment, actions }: Pick<DeploymentRowProps, "deployment" | "actions">) => {
  const { id, error } = deployment;
  if (error === null) return null;
  return (
    <>
      <p className="break-text max-w-prose text-sm text-ink-muted">
        {error.message} {error.fix}
      </p>
      <div className="mt-1 flex flex-wrap gap-2">
        <Button asChild size="sm">
          <Link href={logPath(deployment)}>
            <ScrollText aria-hidden="true" />
            Show the log
          </Link>
        </Button>
        {canBeFixed(deployment) ? (
          <Button size="sm" icon={<Wrench aria-hidden="true" />} onClick={() => void actions.repair(id)}>
            Fix it
          </Button>
        ) : null}
      </div>
    </>
  );
};

/** One attempt to build and serve a commit. */
export const DeploymentRow = ({ showsHost, ...props }: DeploymentRowProps) => {
  const { deployment } = props;
  const { state, environment, branch, commitSha, isCurrent, host, createdAt } = deployment;
  const isProduction = environment === "production";
  return (
    <li className="flex items-start gap-3 py-3">
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <DeploymentStateBadge state={state} />
          <Badge tone={isProduction ? "success" : "neutral"}>{isProduction ? "Production" : "Preview"}</Badge>
          <bdi className="min-w-0 truncate font-mono text-sm">{branch.replace(/^letscode\//, "")}</bdi>
          <code className="text-sm text-ink-subtle">{shortSha(commitSha)}</code>
          {isCurrent ? <Badge tone="accent">Serving</Badge> : null}
        </div>
        <p className="text-sm text-ink-subtle">
          <RelativeTime at={createdAt} />
          {showsHost ? `, by ${nameDeployHost(host, "sentence")}` : null}, <Times deployment={deployment} />
        </p>
        <Failure {...props} />
      </div>
      <Menu {...props} />
    </li>
  );
};
