"use client";

import { clsx } from "clsx";
import { ExternalLink } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import type { PullRequestAnswer } from "#core/contracts/index.ts";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import type { LineComments, LinePlace } from "../diff/line-comments.ts";
import { ChangesPanel } from "../diff/changes-panel.tsx";
import type { WorkspaceBranch } from "../hooks/use-branches.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { useView } from "../view/view-context.tsx";
import { useWorkspaceParts } from "../workspace-context.tsx";
import { PullRequestState } from "./pull-request-state.tsx";
import { ReviewConversation } from "./review-conversation.tsx";

const Heading = ({ pullRequest }: { pullRequest: PullRequestAnswer }) => (
  <header className="flex flex-col gap-1.5 border-b px-4 py-3">
    <div className="flex flex-wrap items-start gap-x-2 gap-y-1.5">
      <h2 className="break-text min-w-0 flex-1 text-md font-semibold">
        {revealControls(pullRequest.title)}{" "}
        <span className="figures font-normal text-ink-subtle">#{pullRequest.number}</span>
      </h2>
      <PullRequestState state={pullRequest.state} />
    </div>
    <p className="break-text flex flex-wrap items-center gap-x-2 text-sm text-ink-muted">
      <span>
        {revealControls(pullRequest.author.name)} wants to bring{" "}
        <span className="font-mono text-xs">{shortBranch(pullRequest.branch)}</span> into{" "}
        <span className="font-mono text-xs">{revealControls(pullRequest.base)}</span>
      </span>
      {pullRequest.url === null ? null : (
        <a
          href={pullRequest.url}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1 text-accent-text hover:underline"
        >
          Open on GitHub
          <ExternalLink aria-hidden="true" className="size-3.5" />
        </a>
      )}
    </p>
  </header>
);

const keyOf = ({ path, side, line }: LinePlace): string => `${path}:${side}:${line}`;

/** Threads by the line they are about, and the line a new one is being written for. */
const useLineComments = (pullRequest: PullRequestAnswer, onChosen: () => void) => {
  const [place, setPlace] = useState<LinePlace | null>(null);
  const isOpen = pullRequest.state === "open";
  const comments = useMemo((): LineComments | undefined => {
    if (!isOpen) return undefined;
    const counts = new Map<string, number>();
    for (const { path, side, line, state } of pullRequest.threads) {
      if (path === null || side === null || line === null || state === "resolved") continue;
      const key = keyOf({ path, side, line });
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const onComment = (chosen: LinePlace): void => {
      setPlace(chosen);
      onChosen();
    };
    return { counts, onComment };
  }, [isOpen, pullRequest.threads, onChosen]);
  return { place, setPlace, comments };
};

type Part = "conversation" | "changes";
const parts = [
  { value: "conversation", label: "Conversation" },
  { value: "changes", label: "Changed lines" },
];

/** Where both have no room side by side, one at a time. */
const PartChoice = ({ part, onChoose }: { part: Part; onChoose: (part: Part) => void }) => (
  <div className="flex border-b px-3 py-1.5 @min-[64rem]:hidden">
    <SegmentedControl
      label="Part of the review"
      segments={parts}
      value={part}
      onValueChange={(value) => onChoose(value === "changes" ? "changes" : "conversation")}
    />
  </div>
);

interface ReviewProps {
  pullRequest: PullRequestAnswer;
  branch: WorkspaceBranch;
  base: WorkspaceBranch;
  onChange: () => void;
}

/** A pull request: what was said about it beside the lines it changes. */
export const PullRequestReview = ({ pullRequest, branch, base, onChange }: ReviewProps) => {
  const { projectId } = useWorkspaceParts();
  const { show } = useView();
  const [part, setPart] = useState<Part>("conversation");
  const showConversation = useCallback(() => setPart("conversation"), []);
  const { place, setPlace, comments } = useLineComments(pullRequest, showConversation);
  const isOpen = pullRequest.state === "open";
  const headSha = isOpen ? (branch.sha ?? pullRequest.headSha) : pullRequest.headSha;
  const baseSha = isOpen ? base.sha : pullRequest.baseSha;
  return (
    <div className="@container flex h-full min-h-0 flex-col">
      <Heading pullRequest={pullRequest} />
      <PartChoice part={part} onChoose={setPart} />
      <div className="flex min-h-0 flex-1">
        <div className={clsx("min-w-0 flex-1 @min-[64rem]:block", part !== "changes" && "hidden")}>
          <ChangesPanel
            projectId={projectId}
            range={baseSha === null ? null : { base: baseSha, head: headSha, isExact: false }}
            title="Changed lines"
            emptyText={`${pullRequest.base} has everything of this branch.`}
            onOpenFile={(file) => show({ tab: "code", file }, "push")}
            {...(comments === undefined ? {} : { comments })}
          />
        </div>
        <div
          className={clsx(
            "min-w-0 flex-1 @min-[64rem]:block @min-[64rem]:max-w-104 @min-[64rem]:border-l",
            part !== "conversation" && "hidden",
          )}
        >
          <ReviewConversation
            pullRequest={pullRequest}
            headSha={headSha}
            place={place}
            onPlace={setPlace}
            onShowFile={(file) => show({ tab: "code", file }, "push")}
            onChange={onChange}
          />
        </div>
      </div>
    </div>
  );
};
