"use client";

import {
  AppWindow,
  CodeXml,
  Columns2,
  FileDiff,
  GitBranch,
  GitMerge,
  History,
  Keyboard,
  ListChecks,
  MessageSquare,
  SquareArrowOutUpRight,
  TerminalSquare,
} from "lucide-react";
import { useMemo } from "react";
import type { PaletteCommand, PaletteGroup } from "#web/components/command-palette.tsx";
import { useCommands } from "#web/hooks/use-commands.tsx";
import { useShortcut } from "#web/hooks/use-shortcut.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";
import type { CentreTab } from "../view/workspace-view.ts";
import type { WorkspaceBranch } from "./use-branches.ts";
import type { WorkspaceActions } from "./use-workspace-actions.tsx";

const useTabCommands = (): PaletteCommand[] => {
  const { show, remember } = useView();
  return useMemo(() => {
    const go = (tab: CentreTab) => () => {
      remember({ tab, mobileTab: tab });
      show({ tab });
    };
    return [
      { id: "tab-preview", label: "Show the preview", icon: <AppWindow />, shortcut: "alt+1", run: go("preview") },
      {
        id: "tab-code",
        label: "Show the code",
        icon: <CodeXml />,
        shortcut: "alt+2",
        keywords: ["files", "editor"],
        run: go("code"),
      },
      {
        id: "tab-changes",
        label: "Show the changes",
        icon: <FileDiff />,
        shortcut: "alt+3",
        keywords: ["diff"],
        run: go("changes"),
      },
      {
        id: "tab-plan",
        label: "Show the plan",
        icon: <ListChecks />,
        shortcut: "alt+4",
        keywords: ["features"],
        run: go("plan"),
      },
    ];
  }, [show, remember]);
};

const useActionCommands = (actions: WorkspaceActions): PaletteCommand[] =>
  useMemo(
    () => [
      {
        id: "prompt",
        label: "Write a prompt",
        icon: <MessageSquare />,
        shortcut: "/",
        keywords: ["ask", "build"],
        run: actions.focusPrompt,
      },
      ...(actions.canMerge
        ? [{ id: "merge", label: "Review and merge this branch", icon: <GitMerge />, run: actions.openMerge }]
        : []),
      ...(actions.canOpenPreview
        ? [
            {
              id: "open-preview",
              label: "Open the preview in a new tab",
              icon: <SquareArrowOutUpRight />,
              run: actions.openPreview,
            },
          ]
        : []),
      {
        id: "compare",
        label: "Compare this branch with another one",
        icon: <Columns2 />,
        keywords: ["side by side", "versus"],
        run: actions.openCompare,
      },
      {
        id: "clone",
        label: "Clone this project",
        icon: <CodeXml />,
        keywords: ["git", "token"],
        run: actions.openClone,
      },
      {
        id: "console",
        label: "Open or close the console",
        icon: <TerminalSquare />,
        shortcut: "mod+j",
        keywords: ["log", "activity"],
        run: actions.toggleConsole,
      },
      {
        id: "timeline",
        label: "Open or close the timeline",
        icon: <History />,
        shortcut: "mod+b",
        keywords: ["commits"],
        run: actions.toggleTimeline,
      },
      { id: "shortcuts", label: "Keyboard shortcuts", icon: <Keyboard />, shortcut: "?", run: actions.openShortcuts },
    ],
    [actions],
  );

const useBranchCommands = (branches: readonly WorkspaceBranch[]): PaletteCommand[] => {
  const { show, remember } = useView();
  // Names alone: branches are made anew with every event of a run, and the palette must not be.
  const names = branches.map(({ name }) => name).join("\n");
  return useMemo(
    () =>
      names.split("\n").map((name) => ({
        id: `branch-${name}`,
        label: `Go to ${revealControls(name)}`,
        keywords: ["branch", "switch"],
        icon: <GitBranch />,
        run: () => {
          remember({ branch: name });
          show({ branch: name, commit: null, deployment: null }, "push");
        },
      })),
    [names, show, remember],
  );
};

/** Offers what can be done here in the command palette, and by keys. */
export const useWorkspaceCommands = (actions: WorkspaceActions, branches: readonly WorkspaceBranch[]): void => {
  const tabs = useTabCommands();
  const doing = useActionCommands(actions);
  const going = useBranchCommands(branches);
  useCommands(useMemo((): PaletteGroup => ({ heading: "This project", commands: [...doing, ...tabs] }), [doing, tabs]));
  useCommands(useMemo((): PaletteGroup => ({ heading: "Branches", commands: going }), [going]));
  useShortcut("/", actions.focusPrompt);
  useShortcut("?", actions.openShortcuts);
  useShortcut("mod+j", actions.toggleConsole);
  useShortcut("mod+b", actions.toggleTimeline);
  useShortcut("alt+1", () => tabs[0]?.run());
  useShortcut("alt+2", () => tabs[1]?.run());
  useShortcut("alt+3", () => tabs[2]?.run());
  useShortcut("alt+4", () => tabs[3]?.run());
};
