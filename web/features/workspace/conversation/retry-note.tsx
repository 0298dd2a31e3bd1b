"use client";

import { Columns2, Split } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import type { Run } from "#core/contracts/index.ts";
import { newestFirst } from "../data/select-rows.ts";
import { comparePath } from "../comparison/compare-path.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useWorkspace, useWorkspaceParts } from "../workspace-context.tsx";

/** With both branches where there are two to compare. */
const Note = ({ text, left, right }: { text: string; left: string; right: string }) => {
  const { projectId } = useWorkspaceParts();
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-subtle">
      <Split aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="break-text min-w-0">{text}</span>
      {left === right ? null : (
        <Link
          href={comparePath(projectId, left, right)}
          className="inline-flex items-center gap-1 rounded-xs font-medium text-accent-text hover:underline coarse:min-h-10"
        >
          <Columns2 aria-hidden="true" className="size-3.5" />
          Compare the two
        </Link>
      )}
    </p>
  );
};

const nameFirst = (first: Run, { branch, retryStep }: Run): string => {
  if (first.branch === branch && retryStep !== null) return `Does step ${retryStep} of an earlier run anew.`;
  return `Tries ${retryStep === null ? "the run" : `step ${retryStep} and what follows`} on ${shortBranch(first.branch)} again.`;
};

const nameLater = (run: Run, later: Run): string =>
  later.branch === run.branch && later.retryStep !== null
    ? `Step ${later.retryStep} was done anew further down.`
    : `Tried again on ${shortBranch(later.branch)}.`;

/** Where a run was tried again, or which run it tries again, with the way to see both side by side. */
export const RetryNote = ({ run }: { run: Run }) => {
  const runs = useWorkspace((state) => state.rows.runs);
  const first = run.retryOf === null ? undefined : runs.get(run.retryOf);
  const later = useMemo(
    () => newestFirst(runs).filter(({ retryOf, startedAt }) => retryOf === run.id && startedAt !== null),
    [runs, run.id],
  );
  return (
    <>
      {first === undefined ? null : <Note text={nameFirst(first, run)} left={first.branch} right={run.branch} />}
      {later.map((other) => (
        <Note key={other.id} text={nameLater(run, other)} left={run.branch} right={other.branch} />
      ))}
    </>
  );
};
