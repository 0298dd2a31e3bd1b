"use client";

import { clsx } from "clsx";
import { CloudUpload, GitMerge } from "lucide-react";
import { memo } from "react";
import type { Commit, Deployment } from "#core/contracts/index.ts";
import { Avatar } from "#web/components/avatar.tsx";
import { Badge } from "#web/components/badge.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";
import { CommitActions } from "./commit-actions.tsx";

export interface CommitRowProps {
  commit: Commit;
  branch: string;
  isNewest: boolean;
  isOldest: boolean;
  isSelected: boolean;
  deployment: Deployment | undefined;
}

const actorNames = { ai: "The AI", user: "A person", system: "The platform" };

/** The line of history with this commit's mark on it. */
const Rail = ({ commit, isNewest, isOldest }: Pick<CommitRowProps, "commit" | "isNewest" | "isOldest">) => (
  <span aria-hidden="true" className="relative flex w-6 shrink-0 justify-center self-stretch">
    <span
      className={clsx("absolute w-px bg-line-strong", isNewest ? "top-4" : "top-0", isOldest ? "h-4" : "bottom-0")}
    />
    <span className="relative mt-2 h-fit bg-canvas py-0.5">
      <Avatar name={commit.author.name} actor={commit.actor} size="xs" />
    </span>
  </span>
);

const Facts = ({ commit, deployment }: Pick<CommitRowProps, "commit" | "deployment">) => {
  const { showLog } = useWorkspaceActions();
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-subtle">
      <span className="font-mono">{shortSha(commit.sha)}</span>
      <RelativeTime at={commit.createdAt} />
      {commit.parents.length > 1 ? <GitMerge aria-label="Merge" className="size-3" /> : null}
      {commit.pushed ? null : (
        <Badge
          tone="warning"
          icon={<CloudUpload aria-hidden="true" />}
          title="The git host has not confirmed this commit yet. It is tried again by itself."
        >
          Not pushed
        </Badge>
      )}
      {deployment === undefined ? null : (
        <button
          type="button"
          onClick={() => showLog(deployment.id)}
          title="Show the build log"
          className="relative z-10 rounded-xs hover:underline coarse:py-2"
        >
          <DeploymentStateBadge state={deployment.state} appearance="plain" className="text-xs!" />
        </button>
      )}
      {deployment?.environment === "production" && deployment.isCurrent ? <Badge tone="success">Live</Badge> : null}
    </span>
  );
};

/** One commit: who, what, when, whether it is pushed and how its deployment is. */
export const CommitRow = memo((props: CommitRowProps) => {
  const { commit, branch, isNewest, isSelected, deployment } = props;
  const { show } = useView();
  return (
    <div
      className={clsx(
        "group relative flex gap-2 pr-2 pl-2.5 transition-colors focus-within:bg-hover hover:bg-hover",
        isSelected && "bg-selected",
      )}
    >
      <Rail {...props} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 py-2">
        <button
          type="button"
          aria-current={isSelected ? "true" : undefined}
          onClick={() => show({ tab: "changes", commit: commit.sha, branch }, "push")}
          // The whole row opens the changes; what stands above it has buttons of its own.
          className="break-text line-clamp-2 text-left text-base after:absolute after:inset-0"
        >
          <span className="sr-only">
            {actorNames[commit.actor]}
            {commit.step === null ? "" : `, step ${commit.step}`}:{" "}
          </span>
          {revealControls(commit.subject)}
        </button>
        <Facts commit={commit} deployment={deployment} />
      </div>
      <div className="relative z-10 self-start pt-1.5 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 has-data-[state=open]:opacity-100 coarse:opacity-100">
        <CommitActions commit={commit} branch={branch} isNewest={isNewest} deployment={deployment} />
      </div>
    </div>
  );
});
CommitRow.displayName = "CommitRow";
