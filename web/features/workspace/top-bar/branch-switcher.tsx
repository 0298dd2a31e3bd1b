"use client";

import { ChevronDown, GitBranch } from "lucide-react";
import { Slot } from "radix-ui";
import { useState, type ComponentType } from "react";
import { toast } from "#web/components/toast.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import type { BranchPopoverProps } from "./branch-popover.tsx";

export interface BranchSwitcherProps {
  branch: WorkspaceBranch;
  branches: readonly WorkspaceBranch[];
}

interface Loaded {
  Popover: ComponentType<BranchPopoverProps>;
}

const load = async (): Promise<Loaded> => ({ Popover: (await import("./branch-popover.tsx")).BranchPopover });
const preload = () => void load().catch(() => undefined);

const usePopover = () => {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [isOpen, setOpen] = useState(false);
  const open = async (): Promise<void> => {
    try {
      setLoaded(await load());
      setOpen(true);
    } catch (thrown) {
      toast.error("The branches could not be shown", thrown);
    }
  };
  return { loaded, isOpen, setOpen, open };
};

/** The branch on screen, and the way to the others with the state each is in. */
export const BranchSwitcher = ({ branch, branches }: BranchSwitcherProps) => {
  const { loaded, isOpen, setOpen, open } = usePopover();
  const { show, remember } = useView();
  const select = (name: string): void => {
    setOpen(false);
    remember({ branch: name });
    show({ branch: name, commit: null, deployment: null }, "push");
  };
  const trigger = (
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
  );
  if (loaded === null) {
    return (
      <Slot.Root
        aria-haspopup="dialog"
        aria-expanded={false}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => void open()}
      >
        {trigger}
      </Slot.Root>
    );
  }
  return (
    <loaded.Popover
      trigger={trigger}
      isOpen={isOpen}
      onOpenChange={setOpen}
      branch={branch}
      branches={branches}
      onSelect={select}
    />
  );
};
