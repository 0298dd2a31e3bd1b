"use client";

import { ArrowRight, GitBranch } from "lucide-react";
import type { Run } from "#core/contracts/index.ts";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { RunStateBadge } from "#web/components/state-badge.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";

/** A run of another branch, as the default branch's conversation shows it: in brief, with the way there. */
export const OtherRun = ({ run }: { run: Run }) => {
  const { show, remember } = useView();
  return (
    <button
      type="button"
      onClick={() => {
        remember({ branch: run.branch });
        show({ branch: run.branch, commit: null }, "push");
      }}
      className="group flex w-full flex-col gap-1.5 rounded-lg bg-surface p-3 text-left ring-1 ring-line transition-shadow hover:ring-line-strong"
    >
      <span className="flex w-full items-center gap-2 text-xs text-ink-subtle">
        <RunStateBadge state={run.state} appearance="plain" />
        <RelativeTime at={run.createdAt} />
        <span className="flex-1" />
        <ArrowRight aria-hidden="true" className="size-3.5 transition-transform group-hover:translate-x-0.5" />
      </span>
      <span className="break-text line-clamp-2 text-base">{revealControls(run.prompt)}</span>
      <span className="flex max-w-full items-center gap-1 font-mono text-xs text-ink-subtle">
        <GitBranch aria-hidden="true" className="size-3 shrink-0" />
        <span className="truncate">{shortBranch(run.branch)}</span>
      </span>
    </button>
  );
};
