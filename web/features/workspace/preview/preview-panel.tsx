"use client";

import { useState } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { ComparedPreview } from "./compared-preview.tsx";
import { PreviewBar } from "./preview-bar.tsx";
import { PreviewFrame, type PreviewDevice } from "./preview-frame.tsx";
import { PreviewNotice, type PreviewActions } from "./preview-notice.tsx";
import type { PreviewVersion } from "./preview-versions.ts";

export interface PreviewPanelProps extends PreviewActions {
  /** What the branch's address serves now; null when there is none. */
  current: Deployment | null;
  /** The newest deployment of the branch, whatever its state. */
  newest: Deployment | null;
  /** True while a run works on this branch. */
  isRunActive: boolean;
  /** Commits of the branch that can be looked at, newest first. */
  commits: readonly PreviewVersion[];
  /** What each branch serves now. */
  branches: readonly PreviewVersion[];
}

const NewerState = ({ newest, onShowLog }: { newest: Deployment; onShowLog: PreviewActions["onShowLog"] }) => {
  const isFailed = newest.state === "error" || newest.state === "blocked";
  return (
    <div
      aria-live="polite"
      className={
        isFailed
          ? "flex items-center gap-2 border-b border-danger-line bg-danger-soft px-3 py-1.5 text-sm text-danger-text"
          : "flex items-center gap-2 border-b border-accent-line bg-accent-soft px-3 py-1.5 text-sm text-accent-text"
      }
    >
      {!isFailed && <Spinner />}
      <span className="min-w-0 flex-1 truncate">
        {isFailed
          ? `The newest commit could not be built; you see the one before. ${newest.error?.message ?? ""}`
          : "A newer version is being built; it appears here by itself."}
      </span>
      <Button size="sm" variant="ghost" onClick={() => onShowLog(newest.id)}>
        Log
      </Button>
    </div>
  );
};

/** What is looked at, where in the app, on which screen, and beside what. */
const usePreviewState = ({ commits, branches }: Pick<PreviewPanelProps, "commits" | "branches">) => {
  const [path, setPath] = useState("/");
  const [device, setDevice] = useState<PreviewDevice>("full");
  const [reloads, setReloads] = useState(0);
  const [shownId, setShownId] = useState<string | null>(null);
  const [comparedId, setComparedId] = useState<string | null>(null);
  const find = (id: string | null) => [...commits, ...branches].find((version) => version.id === id);
  const reload = () => setReloads((count) => count + 1);
  return {
    path,
    device,
    reloads,
    reload,
    setDevice,
    /** One commit that is held on to; the branch as it is now when there is none. */
    held: commits.find(({ id }) => id === shownId),
    hold: (version: PreviewVersion) => setShownId(version.kind === "commit" ? version.id : null),
    compared: find(comparedId),
    compare: setComparedId,
    go: (next: string) => {
      setPath(next);
      reload();
    },
  };
};

/** The branch as it is now. */
const toLive = ({ branch, commitSha, createdAt }: Deployment, url: string): PreviewVersion => ({
  id: "live",
  kind: "branch",
  branch,
  commitSha,
  subject: "as it is now",
  url,
  createdAt,
});

const isNewerThan = (current: Deployment, newest: Deployment | null): boolean =>
  newest !== null && newest.id !== current.id && newest.state !== "canceled" && newest.createdAt > current.createdAt;

/**
 * The running app of a branch beside the code. A new deployment replaces the old one by itself and keeps the path,
 * unless one commit is held on to. A second version may stand beside it.
 */
export const PreviewPanel = (props: PreviewPanelProps) => {
  const { current, newest, commits, branches } = props;
  const { path, device, reloads, reload, setDevice, held, hold, compared, compare, go } = usePreviewState(props);
  if (current === null || current.url === null) {
    return (
      <section aria-label="Preview" className="h-full overflow-auto">
        <h2 className="sr-only">Preview</h2>
        <PreviewNotice {...props} />
      </section>
    );
  }
  const live = toLive(current, current.url);
  const shown = held ?? live;
  const { origin } = new URL(shown.url);
  const others = [branches.filter((version) => version.branch !== current.branch), commits];
  const firstOther = others.flat().find((version) => version.commitSha !== shown.commitSha);
  const isNewer = held === undefined && isNewerThan(current, newest);
  return (
    <section aria-label="Preview" className="@container flex h-full min-h-0 flex-col">
      <PreviewBar
        key={origin}
        origin={origin}
        path={path}
        device={device}
        version={{ selected: shown, groups: [[live], commits], onSelect: hold }}
        onCompare={compared === undefined && firstOther !== undefined ? () => compare(firstOther.id) : null}
        onPath={go}
        onReload={reload}
        onDevice={setDevice}
      />
      {isNewer && newest !== null && <NewerState newest={newest} onShowLog={props.onShowLog} />}
      <div className="flex min-h-0 flex-1 @max-[44rem]:flex-col">
        <PreviewFrame url={`${origin}${path}`} frameKey={`${held?.id ?? current.id}:${reloads}`} device={device} />
        {compared === undefined ? null : (
          <ComparedPreview
            version={compared}
            groups={others}
            path={path}
            device={device}
            reloads={reloads}
            onSelect={(version) => compare(version.id)}
            onClose={() => compare(null)}
          />
        )}
      </div>
    </section>
  );
};
