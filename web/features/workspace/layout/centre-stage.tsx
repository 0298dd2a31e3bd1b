"use client";

import { clsx } from "clsx";
import { AppWindow, CodeXml, FileDiff, GitPullRequest, ListChecks, X } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, useMemo, useState, type ReactNode } from "react";
import { activeRunStates } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Tabs, type TabItem } from "#web/components/tabs.tsx";
import { toast } from "#web/components/toast.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { RepairControl } from "../console/repair-control.tsx";
import { emptyStream, type StreamFile } from "../data/run-stream.ts";
import { ChangesPanel } from "../diff/changes-panel.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { usePreviewVersions } from "../preview/use-preview-versions.ts";
import { PreviewPanel } from "../preview/preview-panel.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView, useViewState } from "../view/view-context.tsx";
import { centreTabs, type CentreTab } from "../view/workspace-view.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";
import { useCurrentDeployment } from "./use-current-deployment.ts";

const ViewSkeleton = () => (
  <LoadingRegion label="Loading the view">
    <div className="flex flex-col gap-3 p-5">
      <Skeleton className="h-4 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-4 w-1/2" />
    </div>
  </LoadingRegion>
);

// What the preview is seen without is loaded when its tab is opened (docs/decisions/071).
const CodePanel = dynamic(async () => (await import("../editor/code-panel.tsx")).CodePanel, {
  ssr: false,
  loading: ViewSkeleton,
});
const PlanPanel = dynamic(async () => (await import("../plan/plan-panel.tsx")).PlanPanel, {
  ssr: false,
  loading: ViewSkeleton,
});
const ReviewPanel = dynamic(async () => (await import("../review/review-panel.tsx")).ReviewPanel, {
  ssr: false,
  loading: ViewSkeleton,
});

export interface StageProps {
  branch: WorkspaceBranch;
  base: WorkspaceBranch;
}

const tell = (thrown: unknown): void => {
  toast.error("The build was not started", thrown);
};

const PreviewStage = memo(({ branch, base }: StageProps) => {
  const current = useCurrentDeployment(branch);
  const versions = usePreviewVersions(branch.name, base.name);
  const { controlDeployment, requestDeployment } = useControls();
  const { showLog } = useWorkspaceActions();
  return (
    <PreviewPanel
      key={branch.name}
      current={current}
      {...versions}
      newest={branch.deployment}
      isRunActive={branch.run !== null && activeRunStates.includes(branch.run.state)}
      onShowLog={showLog}
      onRetry={(id) => void controlDeployment(id, "retry").catch(tell)}
      repair={branch.deployment?.state === "error" ? <RepairControl deployment={branch.deployment} /> : null}
      onDeploy={() => void requestDeployment(branch.name).catch(tell)}
    />
  );
});
PreviewStage.displayName = "PreviewStage";

const noFiles: readonly StreamFile[] = [];

const CodeStage = memo(({ branch }: StageProps) => {
  const { projectId } = useWorkspaceParts();
  const { show } = useView();
  const { view } = useViewState();
  const runId = branch.run?.id ?? "";
  const stream = useWorkspace((state) => state.streams.get(runId)) ?? emptyStream;
  const live = useMemo(() => {
    const files = stream.items.filter((item): item is StreamFile => item.kind === "file");
    return files.length === 0 ? noFiles : files;
  }, [stream]);
  return (
    <CodePanel
      key={branch.name}
      projectId={projectId}
      branch={branch.name}
      head={branch.sha}
      live={live}
      openPath={view.file}
      onOpenPath={(file) => show({ file })}
    />
  );
});
CodeStage.displayName = "CodeStage";

/** The commit the address names, against the one before it; else the whole branch against the default branch. */
const useRange = ({ branch, base }: StageProps) => {
  const { view } = useViewState();
  const pages = useWorkspace((state) => state.commitPages.get(branch.name));
  const indexed = useWorkspace((state) => (view.commit === null ? undefined : state.rows.commits.get(view.commit)));
  if (view.commit !== null) {
    const commit = pages?.commits.find(({ sha }) => sha === view.commit) ?? indexed;
    return {
      commit: view.commit,
      title:
        commit === undefined
          ? `Commit ${shortSha(view.commit)}`
          : `${revealControls(commit.subject)} · ${shortSha(commit.sha)}`,
      // The first commit of all has nothing before it; compared with itself it shows nothing, and says why.
      range: commit === undefined ? null : { base: commit.parents[0] ?? commit.sha, head: commit.sha, isExact: true },
      emptyText:
        commit?.parents.length === 0
          ? "This is the first commit: everything in it is new."
          : "This commit changes no file.",
    };
  }
  return {
    commit: null,
    title: branch.isDefault ? base.name : `${shortBranch(branch.name)} against ${base.name}`,
    range: branch.sha === null || base.sha === null ? null : { base: base.sha, head: branch.sha, isExact: false },
    emptyText: branch.isDefault
      ? "You are on the branch that others are compared with. Choose a commit in the timeline to see what it changed."
      : `Nothing on this branch differs from ${base.name} yet.`,
  };
};

const ChangesStage = memo((props: StageProps) => {
  const { projectId } = useWorkspaceParts();
  const { show } = useView();
  const { commit, title, range, emptyText } = useRange(props);
  return (
    <ChangesPanel
      projectId={projectId}
      range={range}
      title={title}
      emptyText={emptyText}
      onOpenFile={(file) => show({ tab: "code", file }, "push")}
      actions={
        commit === null ? undefined : (
          <Button size="sm" variant="ghost" icon={<X aria-hidden="true" />} onClick={() => show({ commit: null })}>
            {props.branch.isDefault ? "Close" : "Whole branch"}
          </Button>
        )
      }
    />
  );
});
ChangesStage.displayName = "ChangesStage";

const stages: Record<CentreTab, { label: string; icon: ReactNode; render: (props: StageProps) => ReactNode }> = {
  preview: { label: "Preview", icon: <AppWindow aria-hidden="true" />, render: (props) => <PreviewStage {...props} /> },
  code: { label: "Code", icon: <CodeXml aria-hidden="true" />, render: (props) => <CodeStage {...props} /> },
  changes: { label: "Changes", icon: <FileDiff aria-hidden="true" />, render: (props) => <ChangesStage {...props} /> },
  review: {
    label: "Review",
    icon: <GitPullRequest aria-hidden="true" />,
    render: ({ branch, base }) => <ReviewPanel key={branch.name} branch={branch} base={base} />,
  },
  plan: { label: "Plan", icon: <ListChecks aria-hidden="true" />, render: () => <PlanPanel /> },
};

/** The tab on screen: the one the address names, else the one last used here. */
export const useCentreTab = (): CentreTab => {
  const { view, remembered } = useViewState();
  return view.tab ?? remembered.tab ?? "preview";
};

/** The views that have been opened: each stays as it is (the preview runs on, the editor keeps its place), and costs nothing before. */
const useOpened = (tab: CentreTab | null): readonly CentreTab[] => {
  const [opened, setOpened] = useState<readonly CentreTab[]>(tab === null ? [] : [tab]);
  if (tab !== null && !opened.includes(tab)) setOpened([...opened, tab]);
  return opened;
};

/** One view of the branch at a time, without tabs of its own. */
export const StageViews = memo(({ tab, ...props }: StageProps & { tab: CentreTab | null }) =>
  useOpened(tab).map((name) => (
    <div key={name} className={clsx("h-full min-h-0", name !== tab && "hidden")}>
      {stages[name].render(props)}
    </div>
  )),
);
StageViews.displayName = "StageViews";

/** The middle of the workspace on a large screen: preview, code, changes, plan. */
export const CentreStage = ({ branch, base, aside }: StageProps & { aside: ReactNode }) => {
  const { show, remember } = useView();
  const tab = useCentreTab();
  const opened = useOpened(tab);
  const items = centreTabs.map((value): TabItem => {
    const { label, icon, render } = stages[value];
    return { value, label, icon, content: opened.includes(value) ? render({ branch, base }) : null };
  });
  return (
    <Tabs
      label="Views of the branch"
      className="h-full bg-surface"
      keepMounted
      items={items}
      value={tab}
      aside={aside}
      onValueChange={(value) => {
        const next = centreTabs.find((name) => name === value) ?? "preview";
        remember({ tab: next });
        show({ tab: next });
      }}
    />
  );
};
