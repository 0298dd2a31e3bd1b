"use client";

import { ArrowLeft, Columns2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { Comparison, ProjectAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { Select } from "#web/components/select.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { AppHeader } from "#web/features/shell/app-header.tsx";
import { shortBranch } from "../text/short-branch.ts";
import { BranchColumn } from "./branch-column.tsx";
import { comparePath } from "./compare-path.ts";
import { ComparedChanges } from "./compared-changes.tsx";
import { useBranchNames, useComparison } from "./use-comparison.ts";

interface ChoiceProps {
  label: string;
  value: string;
  other: string;
  names: readonly string[];
  onChoose: (name: string) => void;
}

const BranchChoice = ({ label, value, other, names, onChoose }: ChoiceProps) => {
  const known = value === "" || names.includes(value) ? names : [value, ...names];
  return (
    <Select
      aria-label={label}
      className="min-w-0 flex-1"
      value={value}
      onValueChange={onChoose}
      options={[
        ...(value === "" ? [{ value: "", label: "Choose a branch" }] : []),
        ...known.map((name) => ({ value: name, label: shortBranch(name), isDisabled: name === other })),
      ]}
    />
  );
};

const ColumnSkeleton = () => (
  <LoadingRegion label="Loading the comparison">
    <div className="grid gap-4 md:grid-cols-2">
      <Skeleton className="h-96 rounded-xl" />
      <Skeleton className="h-96 rounded-xl max-md:hidden" />
    </div>
  </LoadingRegion>
);

const Body = ({ project, comparison }: { project: ProjectAnswer; comparison: Comparison }) => {
  const { left, right, differentFiles } = comparison;
  return (
    <>
      <p className="text-base text-ink-muted">
        {differentFiles === 0
          ? "Both branches hold the same files."
          : `${differentFiles === 1 ? "1 file is" : `${differentFiles} files are`} not the same on both.`}
      </p>
      <div className="grid gap-4 md:grid-cols-2">
        <BranchColumn project={project} side={left} other={right} />
        <BranchColumn project={project} side={right} other={left} />
      </div>
      <ComparedChanges projectId={project.id} left={left} right={right} />
    </>
  );
};

export interface CompareBranchesProps {
  project: ProjectAnswer;
  left: string;
  right: string;
}

/** Two branches beside each other: previews, price, steps, checks and changes, and the choice between them. */
export const CompareBranches = ({ project, left, right }: CompareBranchesProps) => {
  const router = useRouter();
  const names = useBranchNames(project.id);
  const { data, error, mutate } = useComparison(project.id, left, right);
  const choose = (nextLeft: string, nextRight: string): void =>
    router.replace(comparePath(project.id, nextLeft, nextRight), { scroll: false });
  const isAsked = left !== "" && right !== "" && left !== right;
  const body = () => {
    if (!isAsked) {
      return (
        <EmptyState icon={<Columns2 aria-hidden="true" />} title="Choose two branches">
          You see what each changed, what it cost and how its preview looks, and can merge the better one.
        </EmptyState>
      );
    }
    if (data !== undefined) return <Body project={project} comparison={data} />;
    if (error !== undefined)
      return <ErrorState error={error} title="The branches could not be compared" onRetry={() => void mutate()} />;
    return <ColumnSkeleton />;
  };
  return (
    <>
      <AppHeader />
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[100rem] flex-col gap-5 px-4 pt-6 pb-20 sm:px-6"
      >
        <header className="flex flex-col gap-3">
          <Button asChild variant="ghost" size="sm" className="-ml-2.5 self-start">
            <Link href={`/projects/${encodeURIComponent(project.id)}`}>
              <ArrowLeft aria-hidden="true" />
              {project.name}
            </Link>
          </Button>
          <h1 className="text-2xl font-semibold">Compare branches</h1>
          <div className="flex items-center gap-3 max-sm:flex-col max-sm:items-stretch">
            <BranchChoice
              label="Left branch"
              value={left}
              other={right}
              names={names}
              onChoose={(name) => choose(name, right)}
            />
            <span className="text-sm text-ink-subtle max-sm:hidden">against</span>
            <BranchChoice
              label="Right branch"
              value={right}
              other={left}
              names={names}
              onChoose={(name) => choose(left, name)}
            />
          </div>
        </header>
        {body()}
      </main>
    </>
  );
};
