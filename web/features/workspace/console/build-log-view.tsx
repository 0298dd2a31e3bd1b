"use client";

import { ArrowDown, ArrowUp, CircleAlert, Copy, Search, TerminalSquare } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { terminalDeploymentStates, type Deployment, type DeploymentLog } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Input } from "#web/components/input.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { copyText } from "../text/copy-text.ts";
import { BuildFailure } from "./build-failure.tsx";
import { DeploymentSelect } from "./deployment-select.tsx";
import { findMatches, isErrorLine, nextMatch, plainText } from "./find-in-log.ts";
import { LogLine } from "./log-line.tsx";
import { useBuildLog } from "./use-build-log.ts";
import { useFollowingList, type FollowingList } from "./use-following-list.ts";
import { VirtualRows } from "./virtual-rows.tsx";

const ROW_PIXELS = 20;

/** Searching in the log, and jumping from error to error. */
const useFinding = (lines: readonly DeploymentLog[], list: FollowingList) => {
  const [search, setSearch] = useState("");
  const [current, setCurrent] = useState<number | null>(null);
  const matches = useMemo(() => findMatches(lines, search), [lines, search]);
  const errors = useMemo(() => lines.flatMap((line, index) => (isErrorLine(line) ? [index] : [])), [lines]);
  const jump = (places: readonly number[], direction: 1 | -1): void => {
    const next = nextMatch(places, current, direction);
    setCurrent(next);
    if (next !== null) list.toIndex(next);
  };
  return {
    search,
    setSearch: (text: string) => {
      setSearch(text);
      setCurrent(null);
    },
    current,
    matches,
    errors,
    next: () => jump(matches, 1),
    previous: () => jump(matches, -1),
    nextError: () => jump(errors, 1),
  };
};

type Finding = ReturnType<typeof useFinding>;

const describeMatches = ({ search, matches, current }: Pick<Finding, "search" | "matches" | "current">): string => {
  if (search === "") return "";
  if (matches.length === 0) return "None";
  return current === null ? `${matches.length}` : `${matches.indexOf(current) + 1} of ${matches.length}`;
};

const SearchForm = ({ finding }: { finding: Finding }) => (
  <form
    className="flex items-center gap-0.5"
    onSubmit={(event) => {
      event.preventDefault();
      finding.next();
    }}
  >
    <Input
      aria-label="Search the log"
      placeholder="Search"
      isCompact
      leading={<Search aria-hidden="true" />}
      trailing={<span className="figures pr-2 text-xs">{describeMatches(finding)}</span>}
      className="w-44 min-w-0"
      value={finding.search}
      onChange={(event) => finding.setSearch(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !event.shiftKey) return;
        event.preventDefault();
        finding.previous();
      }}
    />
    <IconButton
      label="Previous match"
      icon={<ArrowUp aria-hidden="true" />}
      onClick={finding.previous}
      disabled={finding.matches.length === 0}
    />
    <IconButton
      label="Next match"
      icon={<ArrowDown aria-hidden="true" />}
      onClick={finding.next}
      disabled={finding.matches.length === 0}
    />
  </form>
);

interface ToolbarProps {
  finding: Finding;
  lines: readonly DeploymentLog[];
  deployment: Deployment;
  onSelect: (id: string) => void;
}

const Toolbar = ({ finding, lines, deployment, onSelect }: ToolbarProps) => (
  <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-b border-line-faint px-2 py-1">
    <div className="flex min-w-0 flex-1 basis-56">
      <DeploymentSelect selected={deployment} onSelect={onSelect} />
    </div>
    {finding.errors.length === 0 ? null : (
      <Button
        size="sm"
        variant="ghost"
        icon={<CircleAlert aria-hidden="true" className="text-danger-text" />}
        onClick={finding.nextError}
      >
        {finding.errors.length === 1 ? "1 error" : `${finding.errors.length} errors`}
      </Button>
    )}
    <SearchForm finding={finding} />
    <IconButton
      label="Copy the log"
      icon={<Copy aria-hidden="true" />}
      disabled={lines.length === 0}
      onClick={() => void copyText(lines.map(plainText).join("\n"), "Copied the log")}
    />
  </div>
);

const Waiting = ({ deployment }: { deployment: Deployment }) => (
  <EmptyState
    size="sm"
    icon={<Spinner />}
    title={deployment.state === "queued" ? "Waiting to be built" : "The build begins"}
  >
    Its log appears here line by line.
  </EmptyState>
);

/** The log of one build, while it is built and afterwards. */
export const BuildLogView = ({ deployment, onSelect }: { deployment: Deployment; onSelect: (id: string) => void }) => {
  const isEnded = terminalDeploymentStates.includes(deployment.state);
  const { lines, isLoading, error, retry } = useBuildLog(deployment.id, isEnded);
  const getKey = useCallback((index: number) => lines[index]?.line ?? index, [lines]);
  const list = useFollowingList({ count: lines.length, rowPixels: ROW_PIXELS, getKey });
  const finding = useFinding(lines, list);
  const errors = useMemo(() => new Set(finding.errors), [finding.errors]);
  const empty = () => {
    if (error !== null)
      return <ErrorState size="sm" error={error} title="The log could not be loaded" onRetry={retry} />;
    if (isLoading || !isEnded) return <Waiting deployment={deployment} />;
    return (
      <EmptyState size="sm" icon={<TerminalSquare aria-hidden="true" />} title="This build has no log">
        {deployment.promotedFrom === null
          ? "It ended before its first line."
          : "It serves an earlier build again, so nothing was built."}
      </EmptyState>
    );
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Toolbar finding={finding} lines={lines} deployment={deployment} onSelect={onSelect} />
      <BuildFailure deployment={deployment} onShowError={finding.errors.length === 0 ? null : finding.nextError} />
      {lines.length === 0 ? (
        empty()
      ) : (
        <VirtualRows
          list={list}
          label="Build log"
          className="bg-sunken py-1"
          renderRow={(index) => {
            const line = lines[index];
            return line === undefined ? null : (
              <LogLine
                line={line}
                search={finding.search}
                isCurrent={finding.current === index}
                isError={errors.has(index)}
              />
            );
          }}
        />
      )}
    </div>
  );
};
