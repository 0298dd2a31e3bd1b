"use client";

import { clsx } from "clsx";
import { Check, CornerDownRight, RotateCcw } from "lucide-react";
import { useState } from "react";
import type { ReviewComment, ReviewThreadAnswer } from "#core/contracts/index.ts";
import { Avatar } from "#web/components/avatar.tsx";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { toast } from "#web/components/toast.tsx";
import { addComment, changeThread } from "../api/pull-requests.ts";
import { useAction } from "../hooks/use-action.ts";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import { useView } from "../view/view-context.tsx";
import { CommentForm } from "./comment-form.tsx";
import { useIsAnswering } from "./use-review.ts";

const Comment = ({ comment }: { comment: ReviewComment }) => {
  const { show } = useView();
  const isAnswering = useIsAnswering(comment.answerRunId);
  const { commitSha } = comment;
  return (
    <li className="flex gap-2.5">
      <Avatar name={comment.author.name} actor={comment.actor} className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2 text-sm">
          <span className="break-text font-medium">{revealControls(comment.author.name)}</span>
          <RelativeTime at={comment.createdAt} className="text-ink-subtle" />
        </p>
        <Markdown text={comment.body} className="mt-0.5" />
        {commitSha === null ? null : (
          <Button size="sm" className="mt-1.5" onClick={() => show({ tab: "changes", commit: commitSha }, "push")}>
            See what {commitSha.slice(0, 7)} changed
          </Button>
        )}
        {isAnswering ? (
          <output className="mt-1.5 flex items-center gap-2 text-sm text-accent-text">
            <Spinner />
            The AI is working on this
          </output>
        ) : null}
      </div>
    </li>
  );
};

const Place = ({ thread, onShow }: { thread: ReviewThreadAnswer; onShow: (path: string) => void }) => {
  const { path, line } = thread;
  if (path === null) return <span className="text-sm text-ink-subtle">About the whole</span>;
  return (
    <button
      type="button"
      className="break-text min-w-0 rounded-xs text-left font-mono text-xs text-accent-text hover:underline coarse:min-h-10"
      onClick={() => onShow(path)}
    >
      {revealControls(path)}
      {line === null ? "" : `:${line}`}
    </button>
  );
};

export interface ThreadCardProps {
  thread: ReviewThreadAnswer;
  /** The head of the branch: what was said about an older one may not hold any more. */
  headSha: string;
  onShowFile: (path: string) => void;
  onChange: () => void;
}

const ThreadHeader = ({ thread, headSha, onShowFile }: ThreadCardProps) => {
  const isOutdated = thread.path !== null && thread.commitSha !== headSha;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line-faint bg-sunken px-3 py-1.5">
      <span className="flex min-w-0 flex-1">
        <Place thread={thread} onShow={onShowFile} />
      </span>
      {isOutdated ? <Badge title="The branch has moved since">Earlier version</Badge> : null}
      {thread.state === "resolved" ? <Badge tone="success">Resolved</Badge> : null}
    </div>
  );
};

const useThread = ({ thread, onChange }: ThreadCardProps) => {
  const [isReplying, setReplying] = useState(false);
  const { run, isWorking, error } = useAction(changeThread);
  const toggle = async (): Promise<void> => {
    const next = thread.state === "open" ? "resolved" : "open";
    const changed = await run(thread.id, next);
    if (changed === null) toast.error("The thread was not changed", error);
    onChange();
  };
  const reply = async (body: string, isForAi: boolean): Promise<void> => {
    await addComment(thread.pullRequestId, { body, isForAi, threadId: thread.id });
    setReplying(false);
    onChange();
  };
  return { isReplying, setReplying, isWorking, toggle, reply };
};

/** One line of thought of a review: what was said, what the AI did about it, and the way to answer. */
export const ThreadCard = (props: ThreadCardProps) => {
  const { thread } = props;
  const { isReplying, setReplying, isWorking, toggle, reply } = useThread(props);
  const isResolved = thread.state === "resolved";
  return (
    <li className={clsx("overflow-hidden rounded-lg bg-surface ring-1 ring-line", isResolved && "bg-canvas")}>
      <ThreadHeader {...props} />
      {thread.excerpt === "" ? null : (
        <pre
          tabIndex={0}
          aria-label="The lines it is about"
          className="overflow-x-auto border-b border-line-faint px-3 py-1.5 text-xs leading-5 text-ink-muted"
        >
          <code>{revealControls(thread.excerpt)}</code>
        </pre>
      )}
      <ul className="flex flex-col gap-3 px-3 py-3">
        {thread.comments.map((comment) => (
          <Comment key={comment.id} comment={comment} />
        ))}
      </ul>
      <div className="border-t border-line-faint px-3 py-2">
        {isReplying ? (
          <CommentForm
            label="Reply"
            placeholder="Write a reply"
            isFocused
            onSend={reply}
            onCancel={() => setReplying(false)}
          />
        ) : (
          <div className="flex flex-wrap gap-2">
            <Button
              size="sm"
              variant="ghost"
              icon={<CornerDownRight aria-hidden="true" />}
              onClick={() => setReplying(true)}
            >
              Reply
            </Button>
            <Button
              size="sm"
              variant="ghost"
              icon={isResolved ? <RotateCcw aria-hidden="true" /> : <Check aria-hidden="true" />}
              isLoading={isWorking}
              onClick={() => void toggle()}
            >
              {isResolved ? "Open again" : "Resolve"}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
};
