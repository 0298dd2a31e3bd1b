"use client";

import { AppWindow, CircleSlash, Hammer, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { revealControls } from "../text/reveal-controls.ts";

export interface PreviewActions {
  onShowLog: (deploymentId: string) => void;
  onRetry: (deploymentId: string) => void;
  /** How the AI repairs the newest build, when it has failed. */
  repair?: ReactNode;
  /** Deploys the branch as it is. */
  onDeploy: () => void;
}

const Failed = ({ deployment, onShowLog, onRetry, repair }: { deployment: Deployment } & PreviewActions) => (
  <div role="alert" className="mx-auto flex w-full max-w-xl flex-col gap-4 p-6">
    <div className="flex items-start gap-3">
      <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-danger-text" />
      <div className="min-w-0">
        <h3 className="text-md font-medium">The build failed</h3>
        <p className="break-text mt-1 text-base text-ink-muted">
          {revealControls(deployment.error?.message ?? "The deploy host gave no reason.")}{" "}
          {revealControls(deployment.error?.fix ?? "")}
        </p>
      </div>
    </div>
    {deployment.error !== null && deployment.error.excerpt.length > 0 && (
      <pre
        tabIndex={0}
        className="max-h-56 overflow-auto rounded-lg bg-sunken p-3 text-xs leading-5 ring-1 ring-line ring-inset"
      >
        {deployment.error.excerpt.map(revealControls).join("\n")}
      </pre>
    )}
    <div className="flex flex-wrap items-center gap-2">
      {repair}
      <Button onClick={() => onShowLog(deployment.id)}>Show the log</Button>
      <Button onClick={() => onRetry(deployment.id)}>Build again</Button>
    </div>
  </div>
);

/** What stands in the preview's place while there is no app to show. */
export const PreviewNotice = (
  props: { newest: Deployment | null; isRunActive: boolean } & PreviewActions,
): ReactNode => {
  const { newest, isRunActive, onShowLog, onDeploy } = props;
  if (newest === null) {
    return (
      <EmptyState
        className="h-full"
        icon={<AppWindow aria-hidden />}
        title={isRunActive ? "The preview comes with the first commit" : "This branch has not been deployed yet"}
        action={isRunActive ? undefined : <Button onClick={onDeploy}>Deploy this branch</Button>}
      >
        {isRunActive
          ? "The AI is at work. As soon as a step is committed, it is built and shown here."
          : "Every commit on it is built and shown here."}
      </EmptyState>
    );
  }
  if (newest.state === "queued" || newest.state === "building") {
    return (
      <EmptyState
        className="h-full"
        icon={newest.state === "queued" ? <Spinner /> : <Hammer aria-hidden />}
        title={newest.state === "queued" ? "Waiting to be built" : "Building the preview"}
        action={<Button onClick={() => onShowLog(newest.id)}>Watch the log</Button>}
      >
        The first build installs the app's dependencies; later ones take seconds.
      </EmptyState>
    );
  }
  if (newest.state === "error") return <Failed {...props} deployment={newest} />;
  return (
    <EmptyState
      className="h-full"
      icon={<CircleSlash aria-hidden />}
      title={newest.state === "blocked" ? "The deploy host refuses this commit" : "The deployment was canceled"}
      action={<Button onClick={() => props.onRetry(newest.id)}>Build again</Button>}
    >
      {newest.error === null
        ? "Nothing is served for this branch."
        : revealControls(`${newest.error.message} ${newest.error.fix}`)}
    </EmptyState>
  );
};
