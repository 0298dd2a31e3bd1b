"use client";

import { FolderX } from "lucide-react";
import Link from "next/link";
import { useRef } from "react";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { CloneDialog } from "./dialogs/clone-dialog.tsx";
import { MergeDialog } from "./dialogs/merge-dialog.tsx";
import { ShortcutsDialog } from "./dialogs/shortcuts-dialog.tsx";
import { useBranches, useCurrentBranch } from "./hooks/use-branches.ts";
import { useMakeActions } from "./hooks/use-make-actions.ts";
import { useMediaQuery } from "./hooks/use-media-query.ts";
import { WorkspaceActionsContext } from "./hooks/use-workspace-actions.tsx";
import { useWorkspaceCommands } from "./hooks/use-workspace-commands.tsx";
import { DesktopLayout } from "./layout/desktop-layout.tsx";
import { MobileLayout } from "./layout/mobile-layout.tsx";
import { RunAnnouncer } from "./layout/run-announcer.tsx";
import { WorkspaceSkeleton } from "./layout/workspace-skeleton.tsx";
import { SmallTopBar, TopBar } from "./top-bar/top-bar.tsx";
import { ViewProvider } from "./view/view-context.tsx";
import { useWorkspace, WorkspaceProvider } from "./workspace-context.tsx";

const ToProjects = () => (
  <Button asChild variant="primary">
    <Link href="/projects">To your projects</Link>
  </Button>
);

const Loaded = () => {
  const branches = useBranches();
  const branch = useCurrentBranch(branches);
  const base = branches.find(({ isDefault }) => isDefault) ?? branch;
  const textarea = useRef<HTMLTextAreaElement>(null);
  const { actions, dialog, setDialog, isConsoleOpen, isTimelineOpen } = useMakeActions(branch, textarea);
  const isLarge = useMediaQuery("(min-width: 1024px)");
  useWorkspaceCommands(actions, branches);
  const close = (isOpen: boolean): void => {
    if (!isOpen) setDialog(null);
  };
  return (
    <WorkspaceActionsContext value={actions}>
      <main id="main" tabIndex={-1} className="flex h-dvh min-h-0 flex-col">
        {isLarge ? (
          <>
            <TopBar branch={branch} branches={branches} />
            <DesktopLayout
              branch={branch}
              base={base}
              textareaRef={textarea}
              isConsoleOpen={isConsoleOpen}
              isTimelineOpen={isTimelineOpen}
            />
          </>
        ) : (
          <>
            <SmallTopBar branch={branch} branches={branches} />
            <MobileLayout branch={branch} base={base} textareaRef={textarea} />
          </>
        )}
      </main>
      <RunAnnouncer branch={branch} />
      <CloneDialog isOpen={dialog === "clone"} onOpenChange={close} branch={branch.name} />
      {actions.canMerge ? (
        <MergeDialog isOpen={dialog === "merge"} onOpenChange={close} branch={branch} base={base} />
      ) : null}
      <ShortcutsDialog isOpen={dialog === "shortcuts"} onOpenChange={close} />
    </WorkspaceActionsContext>
  );
};

const Screen = () => {
  const isLoaded = useWorkspace((state) => state.isLoaded);
  const isRemoved = useWorkspace((state) => state.isRemoved);
  const loadError = useWorkspace((state) => state.loadError);
  if (isRemoved) {
    return (
      <main id="main" className="grid h-dvh place-items-center">
        <EmptyState icon={<FolderX aria-hidden="true" />} title="This project was removed" action={<ToProjects />}>
          Its repository and its previews are gone. A clone you made still has everything.
        </EmptyState>
      </main>
    );
  }
  if (!isLoaded && loadError !== null) {
    return (
      <main id="main" className="grid h-dvh place-items-center">
        <ErrorState error={loadError} title="The workspace could not be loaded" action={<ToProjects />} />
      </main>
    );
  }
  return isLoaded ? <Loaded /> : <WorkspaceSkeleton />;
};

/** The workspace of one project: say what to build, watch it being built, look at it, change it, ship it. */
export const Workspace = ({ projectId }: { projectId: string }) => (
  <WorkspaceProvider key={projectId} projectId={projectId}>
    <ViewProvider>
      <Screen />
    </ViewProvider>
  </WorkspaceProvider>
);
