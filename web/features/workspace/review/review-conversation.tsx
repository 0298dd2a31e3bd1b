"use client";

import { CircleCheck, CircleX, MessageSquare, MessageSquarePlus, X } from "lucide-react";
import { useState } from "react";
import { reviewVerdictSchema, type PullRequestAnswer, type Review } from "#core/contracts/index.ts";
import { Badge, type Tone } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { Select } from "#web/components/select.tsx";
import { addComment, submitReview } from "../api/pull-requests.ts";
import type { LinePlace } from "../diff/line-comments.ts";
import { useAction } from "../hooks/use-action.ts";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { CommentForm } from "./comment-form.tsx";
import { EndedCard, MergeCard } from "./merge-card.tsx";
import { ThreadCard } from "./thread-card.tsx";

export interface ReviewConversationProps {
  pullRequest: PullRequestAnswer;
  headSha: string;
  /** The line a comment is being written for. */
  place: LinePlace | null;
  onPlace: (place: LinePlace | null) => void;
  onShowFile: (path: string) => void;
  onChange: () => void;
}

const NewComment = ({ pullRequest, place, onPlace, onChange }: ReviewConversationProps) => {
  const send = async (body: string, isForAi: boolean): Promise<void> => {
    await addComment(pullRequest.id, { body, isForAi, ...place });
    onPlace(null);
    onChange();
  };
  return (
    <section aria-label="New comment" className="flex flex-col gap-2 rounded-lg bg-surface p-3 ring-1 ring-line">
      {place === null ? (
        <p className="flex items-center gap-2 text-sm text-ink-subtle">
          <MessageSquarePlus aria-hidden="true" className="size-4 shrink-0" />
          Comment on the whole, or on a line under Changed lines.
        </p>
      ) : (
        <p className="flex items-center gap-2 text-sm">
          <span className="break-text min-w-0 flex-1">
            On line {place.line} of <span className="font-mono text-xs">{revealControls(place.path)}</span>
          </span>
          <IconButton
            label="Comment on the whole instead"
            icon={<X aria-hidden="true" />}
            onClick={() => onPlace(null)}
          />
        </p>
      )}
      <CommentForm
        key={place === null ? "whole" : `${place.path}:${place.side}:${place.line}`}
        label={place === null ? "Comment on the whole" : `Comment on line ${place.line}`}
        placeholder="What should be different?"
        isFocused={place !== null}
        onSend={send}
      />
    </section>
  );
};

const verdicts: Record<Review["verdict"], { label: string; tone: Tone; icon: typeof CircleCheck }> = {
  approved: { label: "Approved", tone: "success", icon: CircleCheck },
  changes_requested: { label: "Changes asked for", tone: "warning", icon: CircleX },
  commented: { label: "Commented", tone: "neutral", icon: MessageSquare },
};

const Verdicts = ({ pullRequest }: { pullRequest: PullRequestAnswer }) =>
  pullRequest.reviews.length === 0 ? null : (
    <ul className="flex flex-col gap-2" aria-label="Reviews">
      {pullRequest.reviews.map((review) => {
        const { label, tone, icon: Icon } = verdicts[review.verdict];
        return (
          <li key={review.id} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
            <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
              {label}
            </Badge>
            <span className="break-text">
              by {revealControls(review.author.name)} on{" "}
              <span className="font-mono text-xs">{review.commitSha.slice(0, 7)}</span>
            </span>
            <RelativeTime at={review.createdAt} className="text-ink-subtle" />
            {review.body === "" ? null : <Markdown text={review.body} className="w-full" />}
          </li>
        );
      })}
    </ul>
  );

const choices = [
  { value: "approved", label: "Approve" },
  { value: "changes_requested", label: "Ask for changes" },
];

const Verdict = ({ pullRequest, onChange }: Pick<ReviewConversationProps, "pullRequest" | "onChange">) => {
  const [verdict, setVerdict] = useState<Review["verdict"]>("approved");
  const { run, isWorking, error } = useAction(submitReview);
  return (
    <section aria-label="Your verdict" className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="Your verdict"
          size="sm"
          options={choices}
          value={verdict}
          onValueChange={(value) => setVerdict(reviewVerdictSchema.catch("approved").parse(value))}
        />
        <Button size="sm" isLoading={isWorking} onClick={() => void run(pullRequest.id, verdict, "").then(onChange)}>
          Submit review
        </Button>
      </div>
      {error === null ? null : <ProblemNote error={error} />}
    </section>
  );
};

/** Everything said about a pull request, what can be done with it, and the place to say more. */
export const ReviewConversation = (props: ReviewConversationProps) => {
  const { pullRequest, headSha, onShowFile, onChange } = props;
  const isOpen = pullRequest.state === "open";
  return (
    <section aria-label="Review" className="flex h-full flex-col gap-4 overflow-y-auto bg-canvas p-4">
      {pullRequest.body === "" ? null : (
        <div className="rounded-lg bg-surface p-3 ring-1 ring-line">
          <Markdown text={pullRequest.body} />
        </div>
      )}
      <Verdicts pullRequest={pullRequest} />
      {pullRequest.threads.length === 0 ? null : (
        <ul className="flex flex-col gap-3" aria-label="Threads">
          {pullRequest.threads.map((thread) => (
            <ThreadCard key={thread.id} thread={thread} headSha={headSha} onShowFile={onShowFile} onChange={onChange} />
          ))}
        </ul>
      )}
      {isOpen ? (
        <>
          <NewComment {...props} />
          <Verdict pullRequest={pullRequest} onChange={onChange} />
          <MergeCard pullRequest={pullRequest} headSha={headSha} onChange={onChange} />
        </>
      ) : (
        <EndedCard pullRequest={pullRequest} onChange={onChange} />
      )}
    </section>
  );
};
