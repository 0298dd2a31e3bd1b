"use client";

import {
  CodeXml,
  Columns2,
  Ellipsis,
  GitMerge,
  History,
  Keyboard,
  Rocket,
  Settings,
  SquareArrowOutUpRight,
  TerminalSquare,
} from "lucide-react";
import Link from "next/link";
import { memo } from "react";
import type { RunState as RunStateName } from "#core/contracts/index.ts";
import { AccountMenu } from "#web/components/account-menu.tsx";
import { Button } from "#web/components/button.tsx";
import { DropdownMenu, MenuItem, MenuSeparator } from "#web/components/dropdown-menu.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { LogoMark } from "#web/components/logo.tsx";
import { PaletteButton } from "#web/components/palette-button.tsx";
import { RunStateBadge, runStates, StateBadge } from "#web/components/state-badge.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { ConnectionNote } from "../layout/connection-note.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";
import { BranchSwitcher } from "./branch-switcher.tsx";
import { DeployState } from "./deploy-state.tsx";

export interface TopBarProps {
  branch: WorkspaceBranch;
  branches: readonly WorkspaceBranch[];
}

const ProjectName = () => {
  const name = useWorkspace((state) => state.project?.name ?? "");
  return (
    <>
      <Link href="/projects" aria-label="LetsCode, your projects" className="shrink-0 rounded-md p-1 coarse:p-2.5">
        <LogoMark className="size-5.5" />
      </Link>
      <span aria-hidden="true" className="text-ink-faint">
        /
      </span>
      <h1 className="break-text min-w-0 truncate text-base font-semibold">{revealControls(name)}</h1>
    </>
  );
};

/** What a small screen has no room for. */
const MoreMenu = ({ isSmall }: { isSmall: boolean }) => {
  const { projectId } = useWorkspaceParts();
  const actions = useWorkspaceActions();
  return (
    <DropdownMenu trigger={<IconButton label="More" icon={<Ellipsis aria-hidden="true" />} />}>
      {isSmall ? (
        <>
          <MenuItem
            icon={<SquareArrowOutUpRight aria-hidden="true" />}
            disabled={!actions.canOpenPreview}
            onSelect={actions.openPreview}
          >
            Open the preview
          </MenuItem>
          <MenuItem icon={<GitMerge aria-hidden="true" />} disabled={!actions.canMerge} onSelect={actions.openMerge}>
            Review and merge
          </MenuItem>
          <MenuItem icon={<CodeXml aria-hidden="true" />} onSelect={actions.openClone}>
            Clone
          </MenuItem>
          <MenuSeparator />
        </>
      ) : (
        <>
          <MenuItem icon={<TerminalSquare aria-hidden="true" />} shortcut="mod+j" onSelect={actions.toggleConsole}>
            Console
          </MenuItem>
          <MenuItem icon={<History aria-hidden="true" />} shortcut="mod+b" onSelect={actions.toggleTimeline}>
            Timeline
          </MenuItem>
          <MenuItem icon={<Keyboard aria-hidden="true" />} shortcut="?" onSelect={actions.openShortcuts}>
            Keyboard shortcuts
          </MenuItem>
          <MenuSeparator />
        </>
      )}
      <MenuItem icon={<Columns2 aria-hidden="true" />} onSelect={actions.openCompare}>
        Compare branches
      </MenuItem>
      <MenuItem asChild>
        <Link href={`/projects/${projectId}/deployments`}>
          <Rocket aria-hidden="true" />
          Deployments
        </Link>
      </MenuItem>
      <MenuItem asChild>
        <Link href={`/projects/${projectId}/settings`}>
          <Settings aria-hidden="true" />
          Project settings
        </Link>
      </MenuItem>
    </DropdownMenu>
  );
};

const Buttons = () => {
  const { openPreview, canOpenPreview, openClone, openMerge, canMerge } = useWorkspaceActions();
  return (
    <>
      <Button
        size="sm"
        icon={<SquareArrowOutUpRight aria-hidden="true" />}
        disabled={!canOpenPreview}
        onClick={openPreview}
      >
        Open preview
      </Button>
      <Button size="sm" icon={<CodeXml aria-hidden="true" />} onClick={openClone}>
        Clone
      </Button>
      {canMerge ? (
        <Button size="sm" variant="primary" icon={<GitMerge aria-hidden="true" />} onClick={openMerge}>
          Merge
        </Button>
      ) : null}
    </>
  );
};

/** Where "run" and the state's own word do not read well together. */
const runLabels: Partial<Record<RunStateName, string>> = {
  planning: "AI is planning",
  running: "AI at work",
  waiting: "The AI asks you",
};

/** The state of the branch's newest run; the way to it. */
const RunState = ({ state }: { state: RunStateName }) => {
  const { focusPrompt } = useWorkspaceActions();
  const look = runStates[state];
  const label = runLabels[state] ?? `Run ${look.label.toLowerCase()}`;
  return (
    <button type="button" className="rounded-sm" onClick={focusPrompt}>
      <StateBadge look={{ ...look, label }} />
    </button>
  );
};

/** Top of the workspace on a large screen. */
export const TopBar = memo(({ branch, branches }: TopBarProps) => (
  <header className="flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-2.5">
    <ProjectName />
    <span className="min-w-0 shrink">
      <BranchSwitcher branch={branch} branches={branches} />
    </span>
    {branch.run === null ? null : <RunState state={branch.run.state} />}
    <DeployState branch={branch} />
    <ConnectionNote />
    <span className="flex-1" />
    <PaletteButton />
    <Buttons />
    <MoreMenu isSmall={false} />
    <AccountMenu />
  </header>
));
TopBar.displayName = "TopBar";

/** Top of the workspace on a small screen: two lines, the second for the branch and its states. */
export const SmallTopBar = memo(({ branch, branches }: TopBarProps) => (
  <header className="flex shrink-0 flex-col border-b bg-canvas">
    <div className="flex h-12 items-center gap-1.5 px-2">
      <ProjectName />
      <span className="flex-1" />
      <ConnectionNote />
      <PaletteButton />
      <MoreMenu isSmall />
    </div>
    <div className="flex items-center gap-2 overflow-hidden px-1 pb-1.5">
      <span className="min-w-0 flex-1">
        <BranchSwitcher branch={branch} branches={branches} />
      </span>
      {branch.run === null ? null : <RunStateBadge state={branch.run.state} appearance="plain" />}
      <span className="pr-2">
        <DeployState branch={branch} />
      </span>
    </div>
  </header>
));
SmallTopBar.displayName = "SmallTopBar";
