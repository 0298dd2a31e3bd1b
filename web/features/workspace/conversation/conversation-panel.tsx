"use client";

import { ArrowDown } from "lucide-react";
import { memo, useMemo, useState, type Ref, type RefObject } from "react";
import type { Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { findAhead, findCurrentRun, isTakenBack } from "../data/prompt-queue.ts";
import { newestFirst } from "../data/select-rows.ts";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { useReadRuns } from "../hooks/use-run-details.ts";
import { useStickToEnd } from "../hooks/use-stick-to-end.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { useView } from "../view/view-context.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import { OtherRun } from "./other-run.tsx";
import { PromptBox } from "./prompt-box.tsx";
import { QueuedRun, RemovedRun } from "./queued-run.tsx";
import { RunView } from "./run-view.tsx";
import { StartHere } from "./start-here.tsx";

/** Runs shown at first, and added by each press of the button. */
const PAGE = 8;

/** Runs of the branch on screen, oldest first; the default branch shows those of the other branches in brief. */
const useShownRuns = (branch: WorkspaceBranch, count: number) => {
  const runs = useWorkspace((state) => state.rows.runs);
  return useMemo(() => {
    const all = newestFirst(runs);
    const shown = branch.isDefault ? all : all.filter((run) => run.branch === branch.name);
    return { runs: shown.slice(0, count).toReversed(), hasOlder: shown.length > count, total: all.length };
  }, [runs, branch.isDefault, branch.name, count]);
};

/** A run of the branch on screen, as what it is by now: a waiting prompt, one that was taken back, or work. */
const OwnRun = ({ run, runs, isLatest }: { run: Run; runs: readonly Run[]; isLatest: boolean }) => {
  const ahead = findAhead(run, runs);
  if (isTakenBack(run)) return <RemovedRun run={run} />;
  if (ahead.length === 0) return <RunView run={run} isLatest={isLatest} isBehindAnother={false} />;
  return <QueuedRun run={run} ahead={ahead.length} isHeldByQuestion={ahead.some(({ state }) => state === "waiting")} />;
};

interface RunListProps {
  branch: WorkspaceBranch;
  content: RefObject<HTMLDivElement | null>;
}

const RunList = ({ branch, content }: RunListProps) => {
  const [count, setCount] = useState(PAGE);
  const { runs, hasOlder, total } = useShownRuns(branch, count);
  const template = useWorkspace((state) => state.project?.template ?? "");
  const repositoryName = useWorkspace((state) => state.project?.repositoryName ?? null);
  const { editPrompt } = useWorkspaceActions();
  const own = runs.filter((run) => run.branch === branch.name);
  const reading = useReadRuns(own.map(({ id }) => id));
  const latest = findCurrentRun(own);
  return (
    <div ref={content} className="flex flex-col gap-7 px-4 pt-4 pb-3">
      {hasOlder ? (
        <Button size="sm" variant="ghost" className="self-center" onClick={() => setCount(count + PAGE)}>
          Show earlier runs
        </Button>
      ) : null}
      {total === 0 ? <StartHere template={template} repositoryName={repositoryName} onChoose={editPrompt} /> : null}
      {runs.map((run) =>
        run.branch === branch.name ? (
          <OwnRun key={run.id} run={run} runs={runs} isLatest={run === latest} />
        ) : (
          <OtherRun key={run.id} run={run} />
        ),
      )}
      {total > 0 && runs.length === 0 ? (
        <p className="py-6 text-center text-base text-ink-subtle">No run has worked on this branch yet.</p>
      ) : null}
      {reading.error === null ? null : (
        <ErrorState
          size="sm"
          error={reading.error}
          title="The conversation could not be loaded"
          onRetry={reading.retry}
        />
      )}
    </div>
  );
};

export interface ConversationPanelProps {
  branch: WorkspaceBranch;
  textareaRef: Ref<HTMLTextAreaElement>;
}

/** The left of the workspace: what was asked and done on this branch, and the box for what comes next. */
export const ConversationPanel = memo(({ branch, textareaRef }: ConversationPanelProps) => {
  const { show } = useView();
  const hasRuns = useWorkspace((state) => state.rows.runs.size > 0);
  const { scroller, content, isAtEnd, toEnd } = useStickToEnd();
  return (
    <section aria-label="Conversation" className="flex h-full min-h-0 flex-col bg-canvas">
      <h2 className="sr-only">Conversation</h2>
      <div className="relative min-h-0 flex-1">
        <div
          ref={scroller}
          tabIndex={0}
          role="log"
          aria-label="Runs"
          aria-live="off"
          className="h-full overflow-y-auto overscroll-contain outline-offset-[-2px]"
        >
          <RunList branch={branch} content={content} />
        </div>
        {isAtEnd ? null : (
          <Button
            size="sm"
            icon={<ArrowDown aria-hidden="true" />}
            onClick={toEnd}
            className="absolute bottom-2 left-1/2 -translate-x-1/2 rounded-full! bg-raised shadow-raised"
          >
            Latest
          </Button>
        )}
      </div>
      <PromptBox
        branch={branch}
        hasRuns={hasRuns}
        textareaRef={textareaRef}
        onStarted={(run) => {
          show({ branch: run.branch, commit: null }, run.branch === branch.name ? "replace" : "push");
          toEnd();
        }}
      />
    </section>
  );
});
ConversationPanel.displayName = "ConversationPanel";
