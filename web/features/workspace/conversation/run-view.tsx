"use client";

import { FlaskConical } from "lucide-react";
import { memo } from "react";
import { activeRunStates, type Run } from "#core/contracts/index.ts";
import { Avatar } from "#web/components/avatar.tsx";
import { Badge } from "#web/components/badge.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { useConversation } from "../hooks/use-run-details.ts";
import { Markdown } from "../text/markdown.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import { CurrentWork } from "./current-work.tsx";
import { PlanCard } from "./plan-card.tsx";
import { PromptBubble } from "./prompt-bubble.tsx";
import { RetryNote } from "./retry-note.tsx";
import { RunOutcome } from "./run-outcome.tsx";
import { RunUsage } from "./run-usage.tsx";
import { StepCard } from "./step-card.tsx";

const DetailsSkeleton = () => (
  <LoadingRegion label="Loading the run">
    <div className="flex flex-col gap-2">
      <Skeleton className="h-4 w-3/4" />
      <Skeleton className="h-9 w-full rounded-lg" />
      <Skeleton className="h-9 w-full rounded-lg" />
    </div>
  </LoadingRegion>
);

export interface RunViewProps {
  run: Run;
  isLatest: boolean;
  isBehindAnother: boolean;
}

const Speaker = ({ run }: { run: Run }) => (
  <div className="flex items-center gap-2 text-sm font-medium">
    <Avatar name="LetsCode" actor="ai" />
    LetsCode
    {run.provider === "demo" ? (
      <Badge
        tone="warning"
        icon={<FlaskConical aria-hidden="true" />}
        title="Written from rules and templates, not by a language model"
      >
        Demo
      </Badge>
    ) : null}
  </div>
);

/** One run from its prompt to its end: what the AI understood, plans, did and does. */
export const RunView = memo(({ run, isLatest, isBehindAnother }: RunViewProps) => {
  const conversation = useConversation(run);
  const isRead = useWorkspace((state) => state.readRuns.has(run.id));
  const isActive = activeRunStates.includes(run.state);
  return (
    <article aria-label={`Run: ${run.prompt.slice(0, 80)}`} className="flex flex-col gap-3.5">
      <PromptBubble text={run.prompt} at={run.createdAt} images={run.images} />
      <Speaker run={run} />
      {run.intent === null ? null : <Markdown text={run.intent} />}
      {isLatest || isActive ? <PlanCard runId={run.id} /> : null}
      {isRead || isActive ? null : <DetailsSkeleton />}
      {conversation.groups.length === 0 ? null : (
        <div className="flex flex-col gap-1.5">
          {conversation.groups.map((group) =>
            group.step === null ? null : <StepCard key={group.key} group={group} step={group.step} run={run} />,
          )}
        </div>
      )}
      <CurrentWork run={run} conversation={conversation} isBehindAnother={isBehindAnother} />
      <RunOutcome run={run} isLatest={isLatest} />
      <RetryNote run={run} />
      <RunUsage run={run} />
    </article>
  );
});
RunView.displayName = "RunView";
