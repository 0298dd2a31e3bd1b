"use client";

import { ChevronDown } from "lucide-react";
import { useMemo } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { DropdownMenu, MenuRadioGroup, MenuRadioItem } from "#web/components/dropdown-menu.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { newestFirst } from "../data/select-rows.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useWorkspace } from "../workspace-context.tsx";

const SHOWN = 20;

/** Which build's log is shown. */
export const DeploymentSelect = ({ selected, onSelect }: { selected: Deployment; onSelect: (id: string) => void }) => {
  const rows = useWorkspace((state) => state.rows.deployments);
  const shown = useMemo(() => {
    const newest = newestFirst(rows).slice(0, SHOWN);
    return newest.some(({ id }) => id === selected.id) ? newest : [selected, ...newest];
  }, [rows, selected]);
  return (
    <DropdownMenu
      align="start"
      className="max-w-96!"
      trigger={
        <button
          type="button"
          className="flex h-7 min-w-0 items-center gap-2 rounded-sm px-2 text-sm hover:bg-hover coarse:min-h-11"
        >
          <span className="sr-only">Choose a build: </span>
          <DeploymentStateBadge state={selected.state} appearance="plain" className="shrink-0 whitespace-nowrap" />
          <span className="font-mono text-xs text-ink-muted">{shortSha(selected.commitSha)}</span>
          <span className="truncate text-xs text-ink-subtle">
            {selected.environment === "production" ? "production" : shortBranch(selected.branch)}
          </span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
        </button>
      }
    >
      <MenuRadioGroup value={selected.id} onValueChange={onSelect}>
        {shown.map((deployment) => (
          <MenuRadioItem
            key={deployment.id}
            value={deployment.id}
            icon={<DeploymentStateBadge state={deployment.state} appearance="dot" />}
          >
            <span className="font-mono text-xs">{shortSha(deployment.commitSha)}</span>{" "}
            {deployment.environment === "production" ? "production" : shortBranch(deployment.branch)},{" "}
            <RelativeTime at={deployment.createdAt} />
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
    </DropdownMenu>
  );
};
