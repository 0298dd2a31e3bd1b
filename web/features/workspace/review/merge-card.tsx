"use client";

import { CircleCheck, GitMerge, GitPullRequestClosed, Sparkles, TriangleAlert, Undo2 } from "lucide-react";
import { useState } from "react";
import { mergeMethodSchema, type MergeMethod, type PullRequestAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { toast } from "#web/components/toast.tsx";
import { mergePullRequest, resolveConflicts, revertPullRequest, updatePullRequest } from "../api/pull-requests.ts";
import { useAction } from "../hooks/use-action.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";

const methods: { value: MergeMethod; label: string }[] = [
  { value: "merge", label: "Keep its commits" },
  { value: "squash", label: "As one commit" },
  { value: "rebase", label: "Its commits, on top" },
];

export interface MergeCardProps {
  pullRequest: PullRequestAnswer;
  /** The head on screen: that, and nothing that came later, is merged. */
  headSha: string;
  onChange: () => void;
}

const State = ({ pullRequest }: { pullRequest: PullRequestAnswer }) => {
  const { mergeability, base, threads } = pullRequest;
  const open = threads.filter(({ state }) => state === "open").length;
  const waiting = open === 0 ? "" : ` ${open === 1 ? "1 thread is" : `${open} threads are`} still open.`;
  if (!mergeability.canMerge) {
    return (
      <p className="flex items-start gap-2 text-base">
        <TriangleAlert aria-hidden="true" className="mt-0.75 size-4 shrink-0 text-warning-text" />
        <span className="break-text min-w-0">
          <span className="font-medium">It cannot be merged as it is.</span> {revealControls(mergeability.reason ?? "")}
        </span>
      </p>
    );
  }
  const { behind } = mergeability;
  const distance = behind === 0 ? "" : ` ${base} has ${behind === 1 ? "1 newer commit" : `${behind} newer commits`}.`;
  return (
    <p className="flex items-start gap-2 text-base">
      <CircleCheck aria-hidden="true" className="mt-0.75 size-4 shrink-0 text-success-text" />
      <span className="break-text min-w-0">
        <span className="font-medium">It can be merged into {revealControls(base)}.</span>
        {distance}
        {waiting}
      </span>
    </p>
  );
};

const useMerging = ({ pullRequest, headSha, onChange }: MergeCardProps) => {
  const { show, remember } = useView();
  const [method, setMethod] = useState<MergeMethod>("merge");
  const merging = useAction(mergePullRequest);
  const resolving = useAction(resolveConflicts);
  const closing = useAction(updatePullRequest);
  const { id, base } = pullRequest;
  return {
    method,
    setMethod: (value: string) => setMethod(mergeMethodSchema.catch("merge").parse(value)),
    isWorking: merging.isWorking || resolving.isWorking || closing.isWorking,
    isMerging: merging.isWorking,
    isResolving: resolving.isWorking,
    error: merging.error ?? resolving.error ?? closing.error,
    merge: async () => {
      if ((await merging.run(id, method, headSha)) !== null) {
        toast.success(`Merged into ${base}`, { description: "It is being deployed as production." });
      }
      onChange();
    },
    resolve: async () => {
      const run = await resolving.run(id);
      if (run === null) return;
      remember({ mobileTab: "chat" });
      show({ branch: run.branch });
      toast.success("The AI is resolving the conflicts", { description: "Follow it in the conversation." });
      onChange();
    },
    close: async () => {
      await closing.run(id, { state: "closed" });
      onChange();
    },
  };
};

/** Whether an open pull request can be merged, and the ways to end it. */
export const MergeCard = (props: MergeCardProps) => {
  const { mergeability } = props.pullRequest;
  const merging = useMerging(props);
  const hasConflicts = mergeability.conflicts.length > 0;
  return (
    <section aria-label="Merge" className="flex flex-col gap-3 rounded-lg bg-surface p-3 ring-1 ring-line">
      <State pullRequest={props.pullRequest} />
      {merging.error === null ? null : <ProblemNote error={merging.error} />}
      <div className="flex flex-wrap items-center gap-2">
        {mergeability.canMerge ? (
          <>
            <Button
              size="sm"
              variant="primary"
              icon={<GitMerge aria-hidden="true" />}
              isLoading={merging.isMerging}
              disabled={merging.isWorking}
              onClick={() => void merging.merge()}
            >
              Merge
            </Button>
            <Select
              aria-label="How to merge"
              size="sm"
              options={methods}
              value={merging.method}
              onValueChange={merging.setMethod}
            />
          </>
        ) : null}
        {hasConflicts ? (
          <Button
            size="sm"
            variant="accent"
            icon={<Sparkles aria-hidden="true" />}
            isLoading={merging.isResolving}
            disabled={merging.isWorking}
            onClick={() => void merging.resolve()}
          >
            Resolve with the AI
          </Button>
        ) : null}
        <span className="flex-1" />
        <Button
          size="sm"
          variant="ghost"
          icon={<GitPullRequestClosed aria-hidden="true" />}
          disabled={merging.isWorking}
          onClick={() => void merging.close()}
        >
          Close
        </Button>
      </div>
    </section>
  );
};

/** What can be done with one that has ended. */
export const EndedCard = ({ pullRequest, onChange }: Omit<MergeCardProps, "headSha">) => {
  const { show, remember } = useView();
  const reverting = useAction(revertPullRequest);
  const opening = useAction(updatePullRequest);
  const isMerged = pullRequest.state === "merged";
  const revert = async (): Promise<void> => {
    const made = await reverting.run(pullRequest.id);
    if (made === null) return;
    remember({ branch: made.branch });
    show({ branch: made.branch, tab: "review", commit: null }, "push");
    onChange();
  };
  const error = reverting.error ?? opening.error;
  return (
    <section aria-label="What came of it" className="flex flex-col gap-3 rounded-lg bg-surface p-3 ring-1 ring-line">
      <p className="text-base">
        {isMerged
          ? `It was merged into ${revealControls(pullRequest.base)}.`
          : "It was closed without being merged. Its branch is as it was."}
      </p>
      {error === null ? null : <ProblemNote error={error} />}
      <div>
        {isMerged ? (
          <Button
            size="sm"
            icon={<Undo2 aria-hidden="true" />}
            isLoading={reverting.isWorking}
            onClick={() => void revert()}
          >
            Take it back
          </Button>
        ) : (
          <Button
            size="sm"
            isLoading={opening.isWorking}
            onClick={() => void opening.run(pullRequest.id, { state: "open" }).then(onChange)}
          >
            Open it again
          </Button>
        )}
      </div>
    </section>
  );
};
