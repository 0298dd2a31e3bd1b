"use client";

import { GitBranchPlus, Gauge, GitMerge, PencilLine, Play, Square, SquareArrowOutUpRight } from "lucide-react";
import Link from "next/link";
import { useState, type ReactNode } from "react";
import type { Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toneClasses } from "#web/components/badge.tsx";
import { runStates } from "#web/components/state-badge.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { RetryDialog } from "./retry-dialog.tsx";
import { QuestionCard } from "./question-card.tsx";

const icon = {
  resume: <Play aria-hidden="true" />,
  stop: <Square aria-hidden="true" />,
  edit: <PencilLine aria-hidden="true" />,
  merge: <GitMerge aria-hidden="true" />,
  open: <SquareArrowOutUpRight aria-hidden="true" />,
};

/** A state at rest: what it means, why, and what can be done. */
const Rest = ({
  run,
  title,
  children,
  actions,
}: {
  run: Run;
  title: string;
  children?: ReactNode;
  actions: ReactNode;
}) => {
  const look = runStates[run.state];
  return (
    <section
      aria-label={`Run ${look.label.toLowerCase()}: ${run.prompt.slice(0, 80)}`}
      className="overflow-hidden rounded-lg bg-surface ring-1 ring-line"
    >
      <div className={`flex items-center gap-2 px-3 py-2 text-sm font-medium ring-0 ${toneClasses[look.tone]}`}>
        <StateIcon shape={look.shape} />
        {title}
      </div>
      <div className="flex flex-col gap-3 p-3">
        {children}
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
    </section>
  );
};

/** Tries the whole run again on a branch beside it. */
const RetryButton = ({ run }: { run: Run }) => {
  const [isOpen, setOpen] = useState(false);
  return run.baseSha === null ? null : (
    <>
      <Button size="sm" icon={<GitBranchPlus aria-hidden="true" />} onClick={() => setOpen(true)}>
        Try again beside it
      </Button>
      <RetryDialog run={run} step={null} isOpen={isOpen} onOpenChange={setOpen} />
    </>
  );
};

const useRunControl = (run: Run) => {
  const controls = useControls();
  const resume = useAction(controls.resumeRun);
  const stop = useAction(controls.stopRun);
  return {
    error: resume.error ?? stop.error,
    resumeButton: (label: string) => (
      <Button
        size="sm"
        variant="accent"
        icon={icon.resume}
        isLoading={resume.isWorking}
        onClick={() => void resume.run(run.id)}
      >
        {label}
      </Button>
    ),
    stopButton: (label: string) => (
      <Button size="sm" icon={icon.stop} isLoading={stop.isWorking} onClick={() => void stop.run(run.id)}>
        {label}
      </Button>
    ),
  };
};

const Finished = ({ run, isLatest }: { run: Run; isLatest: boolean }) => {
  const { openMerge, openPreview, canMerge, canOpenPreview } = useWorkspaceActions();
  const summary = run.summary?.trim() ?? "";
  return (
    <Rest
      run={run}
      title="Finished"
      actions={
        isLatest ? (
          <>
            {canOpenPreview ? (
              <Button size="sm" icon={icon.open} onClick={openPreview}>
                Open the preview
              </Button>
            ) : null}
            {canMerge ? (
              <Button size="sm" icon={icon.merge} onClick={openMerge}>
                Review and merge
              </Button>
            ) : null}
            <RetryButton run={run} />
          </>
        ) : null
      }
    >
      {summary === "" ? null : <Markdown text={summary} />}
    </Rest>
  );
};

/** Leads to the budget that ended a run. */
const BudgetButton = ({ run }: { run: Run }) =>
  run.error?.code === "budget_spent" ? (
    <Button size="sm" asChild>
      <Link
        href={
          run.error.data?.["scope"] === "user"
            ? "/settings/usage#budgets"
            : `/projects/${run.projectId}/settings#budgets`
        }
      >
        <Gauge aria-hidden="true" />
        Change the budget
      </Link>
    </Button>
  ) : null;

const Failed = ({ run }: { run: Run }) => {
  const { resumeButton, error } = useRunControl(run);
  const { editPrompt } = useWorkspaceActions();
  return (
    <Rest
      run={run}
      title="This run failed"
      actions={
        <>
          {resumeButton("Try again from here")}
          <BudgetButton run={run} />
          <Button size="sm" icon={icon.edit} onClick={() => editPrompt(run.prompt)}>
            Change the prompt
          </Button>
          <RetryButton run={run} />
        </>
      }
    >
      <p className="break-text text-base">
        {revealControls(run.error?.detail ?? "The run ended without a reason.")}{" "}
        <span className="text-ink-muted">{revealControls(run.error?.fix ?? "Try again.")}</span>
      </p>
      <p className="text-sm text-ink-subtle">
        What was committed before stays on the branch.{" "}
        {run.error === null ? null : <span className="label-mono">{run.error.code}</span>}
      </p>
      {error === null ? null : <ProblemNote error={error} />}
    </Rest>
  );
};

const Interrupted = ({ run }: { run: Run }) => {
  const { resumeButton, stopButton, error } = useRunControl(run);
  return (
    <Rest
      run={run}
      title="Interrupted"
      actions={
        <>
          {resumeButton("Resume")}
          {stopButton("Stop for good")}
        </>
      }
    >
      <p className="text-base text-ink-muted">
        The worker went away in the middle of this run, when the server stopped for one. Nothing is lost: the commits
        are there, and it goes on from where it was.
      </p>
      {error === null ? null : <ProblemNote error={error} />}
    </Rest>
  );
};

const Stopped = ({ run }: { run: Run }) => {
  const { resumeButton, error } = useRunControl(run);
  const { editPrompt } = useWorkspaceActions();
  return (
    <Rest
      run={run}
      title="Stopped"
      actions={
        <>
          {resumeButton("Go on")}
          <Button size="sm" icon={icon.edit} onClick={() => editPrompt(run.prompt)}>
            Change the prompt
          </Button>
          <RetryButton run={run} />
        </>
      }
    >
      <p className="text-base text-ink-muted">
        You stopped this run. What was committed stays on the branch; what was half written was not committed.
      </p>
      {error === null ? null : <ProblemNote error={error} />}
    </Rest>
  );
};

/** How a run came to rest, and what to do next. Nothing while it works. */
export const RunOutcome = ({ run, isLatest }: { run: Run; isLatest: boolean }): ReactNode => {
  switch (run.state) {
    case "finished":
      return <Finished run={run} isLatest={isLatest} />;
    case "failed":
      return <Failed run={run} />;
    case "interrupted":
      return <Interrupted run={run} />;
    case "stopped":
      return <Stopped run={run} />;
    case "waiting":
      return run.question === null ? null : <QuestionCard run={run} question={run.question} />;
    default:
      return null;
  }
};
