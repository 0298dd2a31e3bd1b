"use client";

import { Check, Search } from "lucide-react";
import { Command } from "cmdk";
import { Popover } from "radix-ui";
import type { ReactElement } from "react";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { deploymentStates, runStates, StateBadge } from "#web/components/state-badge.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";

export interface BranchListProps {
  branch: WorkspaceBranch;
  branches: readonly WorkspaceBranch[];
  onSelect: (name: string) => void;
}

const BranchItem = ({
  branch,
  isCurrent,
  onSelect,
}: {
  branch: WorkspaceBranch;
  isCurrent: boolean;
  onSelect: () => void;
}) => (
  <Command.Item
    value={branch.name}
    onSelect={onSelect}
    className="flex cursor-default items-start gap-2.5 rounded-md px-2.5 py-2 text-base data-[selected=true]:bg-hover coarse:min-h-11"
  >
    <Check aria-hidden="true" className={isCurrent ? "mt-1 size-3.5 shrink-0" : "invisible mt-1 size-3.5 shrink-0"} />
    <span className="flex min-w-0 flex-1 flex-col gap-0.5">
      <span className="flex items-center gap-2">
        <span className="truncate font-mono text-sm">{shortBranch(branch.name)}</span>
        {branch.isDefault ? <span className="shrink-0 text-xs text-ink-subtle">default, live</span> : null}
        {isCurrent ? <span className="sr-only">on screen</span> : null}
      </span>
      {branch.run === null ? null : (
        <span className="truncate text-sm text-ink-subtle">{revealControls(branch.run.prompt)}</span>
      )}
      <span className="flex items-center gap-3 text-xs text-ink-subtle">
        {branch.run === null || branch.isDefault ? null : (
          <StateBadge look={runStates[branch.run.state]} appearance="plain" className="text-xs!" />
        )}
        {branch.deployment === null ? null : (
          <StateBadge look={deploymentStates[branch.deployment.state]} appearance="plain" className="text-xs!" />
        )}
        {branch.run === null ? null : <RelativeTime at={branch.run.createdAt} />}
      </span>
    </span>
  </Command.Item>
);

const BranchList = ({ branch, branches, onSelect }: BranchListProps) => (
  <Command label="Branches" loop>
    <div className="flex items-center gap-2 border-b px-3">
      <Search aria-hidden="true" className="size-4 text-ink-subtle" />
      <Command.Input
        placeholder="Find a branch"
        className="h-10 w-full bg-transparent text-base outline-none coarse:text-[1rem]"
      />
    </div>
    <Command.List className="max-h-[min(26rem,60dvh)] overflow-y-auto p-1">
      <Command.Empty className="px-3 py-6 text-center text-base text-ink-subtle">
        No branch has that name.
      </Command.Empty>
      {branches.map((item) => (
        <BranchItem
          key={item.name}
          branch={item}
          isCurrent={item.name === branch.name}
          onSelect={() => onSelect(item.name)}
        />
      ))}
    </Command.List>
  </Command>
);

export interface BranchPopoverProps extends BranchListProps {
  trigger: ReactElement;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
}

/** The branches with the state each is in, to choose one. Loaded when somebody comes near its button. */
export const BranchPopover = ({ trigger, isOpen, onOpenChange, ...list }: BranchPopoverProps) => (
  <Popover.Root open={isOpen} onOpenChange={onOpenChange}>
    <Popover.Trigger asChild>{trigger}</Popover.Trigger>
    <Popover.Portal>
      <Popover.Content
        align="start"
        sideOffset={5}
        collisionPadding={8}
        aria-label="Branches"
        className="z-50 w-96 max-w-[calc(100vw-1rem)] animate-enter overflow-hidden rounded-lg bg-raised shadow-raised ring-1 ring-line"
      >
        <BranchList {...list} />
      </Popover.Content>
    </Popover.Portal>
  </Popover.Root>
);
