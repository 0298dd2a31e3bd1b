"use client";

import { useState } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { PreviewBar } from "./preview-bar.tsx";
import { PreviewFrame, type PreviewDevice } from "./preview-frame.tsx";
import { PreviewNotice, type PreviewActions } from "./preview-notice.tsx";

export interface PreviewPanelProps extends PreviewActions {
  /** What the branch's address serves now; null when there is none. */
  current: Deployment | null;
  /** The newest deployment of the branch, whatever its state. */
  newest: Deployment | null;
  /** True while a run works on this branch. */
  isRunActive: boolean;
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

/** The running app of a branch beside the code. A new deployment replaces the old one by itself and keeps the path. */
export const PreviewPanel = (props: PreviewPanelProps) => {
  const { current, newest } = props;
  const [path, setPath] = useState("/");
  const [device, setDevice] = useState<PreviewDevice>("full");
  const [reloads, setReloads] = useState(0);
  if (current === null || current.url === null) {
    return (
      <section aria-label="Preview" className="h-full overflow-auto">
        <PreviewNotice {...props} />
      </section>
    );
  }
  const { origin } = new URL(current.url);
  const isNewer =
    newest !== null && newest.id !== current.id && newest.state !== "canceled" && newest.createdAt > current.createdAt;
  return (
    <section aria-label="Preview" className="@container flex h-full min-h-0 flex-col">
      <PreviewBar
        key={origin}
        origin={origin}
        path={path}
        device={device}
        onPath={(next) => {
          setPath(next);
          setReloads((count) => count + 1);
        }}
        onReload={() => setReloads((count) => count + 1)}
        onDevice={setDevice}
      />
      {isNewer && <NewerState newest={newest} onShowLog={props.onShowLog} />}
      <PreviewFrame url={`${origin}${path}`} frameKey={`${current.id}:${reloads}`} device={device} />
    </section>
  );
};
