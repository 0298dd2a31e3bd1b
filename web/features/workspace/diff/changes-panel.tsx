"use client";

import { Columns2, FileDiff, Rows2, TriangleAlert } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";
import useSWRImmutable from "swr/immutable";
import type { DiffAnswer } from "#core/contracts/index.ts";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { getDiff, type DiffRange } from "#web/lib/api/repository.ts";
import { ChangedFiles } from "./changed-files.tsx";
import type { LineComments } from "./line-comments.ts";
import type { DiffMode } from "./flatten-diff.ts";

const lines = ["w-2/3", "w-1/2", "w-5/6", "w-1/3", "w-3/4", "w-2/5", "w-4/5", "w-1/2"];

const DiffSkeleton = () => (
  <LoadingRegion label="Loading the changes">
    <div className="flex flex-col gap-3 p-5">
      {lines.map((width, index) => (
        // A fixed list of placeholders.
        // oxlint-disable-next-line react/no-array-index-key
        <Skeleton key={index} className={`h-3 ${width}`} />
      ))}
    </div>
  </LoadingRegion>
);

const DiffView = dynamic(() => import("./diff-view.tsx"), { ssr: false, loading: DiffSkeleton });

export interface ChangesPanelProps {
  projectId: string;
  /** Two commits, by sha, so that what is shown never changes under the reader; null while they are not known. */
  range: DiffRange | null;
  /** What is compared: "booking-a1b2 against main", or a commit's subject. */
  title: ReactNode;
  /** What an empty comparison means here. */
  emptyText: string;
  actions?: ReactNode;
  onOpenFile?: (path: string) => void;
  /** Lets lines be commented on. */
  comments?: LineComments;
}

const modes = [
  { value: "unified", label: "One below the other", icon: <Rows2 aria-hidden />, isIconOnly: true },
  { value: "split", label: "Side by side", icon: <Columns2 aria-hidden />, isIconOnly: true },
];

const Totals = ({ diff }: { diff: DiffAnswer }) => {
  const additions = diff.files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = diff.files.reduce((sum, file) => sum + file.deletions, 0);
  return (
    <p className="figures label-mono shrink-0 text-ink-subtle">
      {diff.files.length === 1 ? "1 file" : `${diff.files.length} files`}{" "}
      <span className="text-success-text">+{additions}</span> <span className="text-danger-text">−{deletions}</span>
    </p>
  );
};

interface BodyProps {
  diff: DiffAnswer;
  mode: DiffMode;
  onOpenFile: ChangesPanelProps["onOpenFile"];
  comments: ChangesPanelProps["comments"];
}

const Body = ({ diff, mode, onOpenFile, comments }: BodyProps) => {
  const [target, setTarget] = useState<{ file: number; at: number } | null>(null);
  return (
    <div className="flex min-h-0 flex-1">
      <div className="hidden w-60 shrink-0 overflow-y-auto border-r bg-canvas @min-[48rem]:block">
        <ChangedFiles files={diff.files} onSelect={(file) => setTarget({ file, at: Date.now() })} />
      </div>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        {diff.isTruncated && (
          <p className="flex items-center gap-2 border-b border-warning-line bg-warning-soft px-4 py-2 text-sm text-warning-text">
            <TriangleAlert aria-hidden className="size-4 shrink-0" />
            This change is too large to be shown whole. Clone the repository to see all of it.
          </p>
        )}
        <div className="min-h-0 flex-1">
          <DiffView
            patch={diff.patch}
            mode={mode}
            target={target}
            {...(onOpenFile === undefined ? {} : { onOpenFile })}
            {...(comments === undefined ? {} : { comments })}
          />
        </div>
      </div>
    </div>
  );
};

/** The changes between two commits: files at the side, lines one below the other or side by side. */
export const ChangesPanel = (props: ChangesPanelProps) => {
  const { projectId, range, title, emptyText, actions, onOpenFile, comments } = props;
  const [mode, setMode] = useState<DiffMode>("unified");
  const { data, error, mutate } = useSWRImmutable<DiffAnswer, unknown>(
    range === null ? null : ["diff", projectId, range.base, range.head, range.isExact],
    () => getDiff(projectId, range ?? { base: "", head: "", isExact: false }),
  );
  const body = (): ReactNode => {
    if (error !== undefined) {
      return (
        <ErrorState
          className="h-full"
          error={error}
          title="The changes could not be loaded"
          onRetry={() => void mutate()}
        />
      );
    }
    if (data === undefined) return <DiffSkeleton />;
    if (data.files.length === 0) {
      return (
        <EmptyState className="h-full" icon={<FileDiff aria-hidden />} title="No changes">
          {emptyText}
        </EmptyState>
      );
    }
    return <Body diff={data} mode={mode} onOpenFile={onOpenFile} comments={comments} />;
  };
  return (
    <section aria-label="Changes" className="@container flex h-full min-h-0 flex-col">
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-3 py-1.5">
        <h2 className="break-text line-clamp-1 min-w-32 flex-1 text-sm font-medium">{title}</h2>
        {data !== undefined && data.files.length > 0 && (
          <>
            <Totals diff={data} />
            <SegmentedControl
              label="Layout of the changes"
              segments={modes}
              value={mode}
              onValueChange={(value) => setMode(value === "split" ? "split" : "unified")}
            />
          </>
        )}
        {actions}
      </header>
      <div className="flex min-h-0 flex-1 flex-col">{body()}</div>
    </section>
  );
};
