"use client";

import { ChevronDown, GitBranch, GitBranchPlus } from "lucide-react";
import { DropdownMenu, MenuLabel, MenuRadioGroup, MenuRadioItem } from "#web/components/dropdown-menu.tsx";
import { shortBranch } from "../text/short-branch.ts";

export type Target = "same" | "new";

export interface PromptTargetProps {
  branch: string;
  isDefault: boolean;
  target: Target;
  onTarget: (target: Target) => void;
}

const describeTarget = (target: Target, isDefault: boolean, branch: string): string => {
  if (target === "new") return "New branch";
  return isDefault ? shortBranch(branch) : "This branch";
};

/** Where the next prompt works: on the branch on screen, or on a new one of its own. */
export const PromptTarget = ({ branch, isDefault, target, onTarget }: PromptTargetProps) => (
  <DropdownMenu
    align="start"
    side="top"
    trigger={
      <button
        type="button"
        className="flex h-7 min-w-0 items-center gap-1.5 rounded-sm px-1.5 text-sm text-ink-muted hover:bg-hover hover:text-ink coarse:min-h-11 [&_svg]:size-3.5 [&_svg]:shrink-0"
      >
        {target === "new" ? <GitBranchPlus aria-hidden="true" /> : <GitBranch aria-hidden="true" />}
        <span className="sr-only">Works on: </span>
        <span className="truncate">{describeTarget(target, isDefault, branch)}</span>
        <ChevronDown aria-hidden="true" className="text-ink-subtle" />
      </button>
    }
  >
    <MenuLabel>Where this prompt works</MenuLabel>
    <MenuRadioGroup value={target} onValueChange={(value) => onTarget(value === "same" ? "same" : "new")}>
      <MenuRadioItem value="new" icon={<GitBranchPlus aria-hidden="true" />}>
        A new branch, from the default branch
      </MenuRadioItem>
      <MenuRadioItem value="same" icon={<GitBranch aria-hidden="true" />}>
        {isDefault
          ? `${shortBranch(branch)} itself; goes live with each step`
          : `${shortBranch(branch)}; goes on from there`}
      </MenuRadioItem>
    </MenuRadioGroup>
  </DropdownMenu>
);
