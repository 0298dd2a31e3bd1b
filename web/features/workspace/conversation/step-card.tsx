"use client";

import { clsx } from "clsx";
import { ChevronRight, GitCommitHorizontal } from "lucide-react";
import { memo, useId, useState } from "react";
import type { Run, RunStep } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { stepStates } from "#web/components/state-badge.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import { formatCount } from "#web/lib/format/format-count.ts";
import { formatDuration } from "#web/lib/format/format-duration.ts";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";
import type { ConversationGroup } from "./build-conversation.ts";
import { EntryView } from "./entry-view.tsx";
import { FileChip } from "./file-chip.tsx";
import { StepActions } from "./step-actions.tsx";

const SHOWN_FILES = 12;

const toneText = {
  neutral: "text-ink-subtle",
  accent: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
};

const durationOf = (step: RunStep): string | null =>
  step.finishedAt === null
    ? null
    : formatDuration(Math.max(0, Date.parse(step.finishedAt) - Date.parse(step.startedAt)));

const Checks = ({ checks }: { checks: RunStep["checks"] }) => (
  <div className="flex flex-wrap gap-1">
    {Object.entries(checks).map(([name, outcome]) => (
      <Badge key={name} tone={outcome === "passed" ? "success" : outcome === "failed" ? "danger" : "neutral"}>
        {revealControls(name)} {outcome}
      </Badge>
    ))}
  </div>
);

const CommitLink = ({ sha, branch }: { sha: string; branch: string }) => {
  const { show } = useView();
  return (
    <button
      type="button"
      onClick={() => show({ tab: "changes", commit: sha, branch }, "push")}
      className="inline-flex items-center gap-1.5 rounded-xs text-sm font-medium text-accent-text hover:underline coarse:min-h-10"
    >
      <GitCommitHorizontal aria-hidden="true" className="size-4" />
      Changes in <span className="font-mono text-xs">{shortSha(sha)}</span>
    </button>
  );
};

const Details = ({ group, step, branch }: { group: ConversationGroup; step: RunStep; branch: string }) => {
  const hidden = group.fileCount - Math.min(group.files.length, SHOWN_FILES);
  return (
    <div className="flex flex-col gap-2.5 border-t px-3 pt-2.5 pb-3">
      {step.summary === "" ? null : <Markdown text={step.summary} className="text-ink-muted" />}
      {group.entries.map((entry) => (
        <EntryView key={entry.key} entry={entry} />
      ))}
      {group.files.length === 0 ? null : (
        <div className="-mx-1.5 flex flex-col">
          {group.files.slice(0, SHOWN_FILES).map((path) => (
            <FileChip key={path} path={path} branch={branch} />
          ))}
          {hidden > 0 ? (
            <p className="px-1.5 text-xs text-ink-subtle">and {formatCount(hidden, "more file", "more files")}</p>
          ) : null}
        </div>
      )}
      <Checks checks={step.checks} />
      {step.commitSha === null ? null : <CommitLink sha={step.commitSha} branch={branch} />}
    </div>
  );
};

interface StepCardProps {
  group: ConversationGroup;
  step: RunStep;
  run: Run;
}

/** What led to a step that has ended does not change any more, but for what is read of it later. */
const isSameStep = (one: StepCardProps, other: StepCardProps): boolean =>
  one.step === other.step &&
  one.run.id === other.run.id &&
  one.group.entries.length === other.group.entries.length &&
  one.group.fileCount === other.group.fileCount;

/** A step that has ended: its commit in one line, and how it came about when it is opened. */
export const StepCard = memo(({ group, step, run }: StepCardProps) => {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const look = stepStates[step.state];
  const duration = durationOf(step);
  const title = step.title === "" ? `Step ${step.number}` : step.title;
  return (
    <section aria-label={`Step ${step.number}: ${title}`} className="rounded-lg bg-surface ring-1 ring-line">
      <div className="flex items-center">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
          className="flex min-w-0 flex-1 items-center gap-2 rounded-lg py-2 pr-2 pl-3 text-left hover:bg-hover coarse:min-h-11"
        >
          <span className={clsx("grid shrink-0 place-items-center", toneText[look.tone])}>
            <StateIcon shape={look.shape} />
            <span className="sr-only">{look.label}: </span>
          </span>
          <span className="break-text line-clamp-2 min-w-0 flex-1 text-base">{revealControls(title)}</span>
          <span className="figures flex shrink-0 items-center gap-2 text-xs text-ink-subtle">
            {step.state === "committed" ? null : <span className={toneText[look.tone]}>{look.label}</span>}
            {group.fileCount > 0 ? <span>{formatCount(group.fileCount, "file")}</span> : null}
            {duration === null ? null : <span className="max-sm:hidden">{duration}</span>}
            <ChevronRight aria-hidden="true" className={clsx("size-3.5 transition-transform", isOpen && "rotate-90")} />
          </span>
        </button>
        <StepActions run={run} step={step} />
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen ? <Details group={group} step={step} branch={run.branch} /> : null}
      </div>
    </section>
  );
}, isSameStep);
StepCard.displayName = "StepCard";
