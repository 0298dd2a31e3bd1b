"use client";

import { Check, ChevronDown, GitBranch, Search } from "lucide-react";
import { Command } from "cmdk";
import { Popover } from "radix-ui";
import { useState } from "react";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { deploymentStates, runStates, StateBadge } from "#web/components/state-badge.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";

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

export interface BranchSwitcherProps {
  branch: WorkspaceBranch;
  branches: readonly WorkspaceBranch[];
}

const BranchList = ({ branch, branches, onSelect }: BranchSwitcherProps & { onSelect: (name: string) => void }) => (
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

/** The branch on screen, and the way to the others with the state each is in. */
export const BranchSwitcher = ({ branch, branches }: BranchSwitcherProps) => {
  const [isOpen, setOpen] = useState(false);
  const { show, remember } = useView();
  const select = (name: string): void => {
    setOpen(false);
    remember({ branch: name });
    show({ branch: name, commit: null, deployment: null }, "push");
  };
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          title={revealControls(branch.name)}
          className="flex h-8 max-w-full min-w-0 items-center gap-1.5 rounded-md px-2 text-sm transition-colors hover:bg-hover data-[state=open]:bg-hover coarse:min-h-11"
        >
          <GitBranch aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
          <span className="sr-only">Branch </span>
          <span className="max-w-56 truncate font-mono text-xs">{shortBranch(branch.name)}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-subtle" />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={5}
          collisionPadding={8}
          aria-label="Branches"
          className="z-50 w-96 max-w-[calc(100vw-1rem)] animate-enter overflow-hidden rounded-lg bg-raised shadow-raised ring-1 ring-line"
        >
          <BranchList branch={branch} branches={branches} onSelect={select} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
};
