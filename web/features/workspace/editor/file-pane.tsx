"use client";

import { ArrowLeft, PenLine, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import type { Draft } from "../drafts/draft.ts";
import { ConflictNote } from "./conflict-note.tsx";
import { CodeSkeleton, FileBody } from "./file-body.tsx";
import { FileMenu } from "./file-menu.tsx";
import type { OpenFile } from "./use-open-file.ts";

export interface FilePaneProps {
  path: string;
  opened: OpenFile;
  draft: Draft | null;
  /** True when the file changed on the branch since the draft began. */
  isConflict: boolean;
  /** What the AI is writing into this file; null when it is not. */
  live: { text: string; isWriting: boolean } | null;
  taken: ReadonlySet<string>;
  onBack: () => void;
  onChange: (text: string) => void;
  onSave: () => void;
  onRename: (to: string) => void;
  onDelete: () => void;
  onDiscard: () => void;
  onKeepMine: () => void;
  tools?: ReactNode;
}

const Status = ({ draft, live }: Pick<FilePaneProps, "draft" | "live">) => {
  if (draft !== null)
    return <Badge tone="warning">{draft.content === null ? "Deleted, not committed" : "Edited"}</Badge>;
  if (live === null) return null;
  return (
    <Badge tone="accent" icon={<PenLine aria-hidden className={live.isWriting ? "animate-breathe" : undefined} />}>
      {live.isWriting ? "The AI is writing" : "Written, not committed yet"}
    </Badge>
  );
};

const Path = ({ path }: { path: string }) => {
  const slash = path.lastIndexOf("/") + 1;
  return (
    <h2 className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
      <span className="text-ink-subtle">{path.slice(0, slash)}</span>
      <span className="font-medium text-ink">{path.slice(slash)}</span>
    </h2>
  );
};

const Content = (props: FilePaneProps) => {
  const { path, opened, draft, live } = props;
  if (draft?.content === null) {
    return (
      <EmptyState
        className="h-full"
        icon={<Trash2 aria-hidden />}
        title="This file will be deleted with your next commit"
        action={<Button onClick={props.onDiscard}>Keep the file</Button>}
      />
    );
  }
  const text = draft?.content ?? live?.text ?? opened.file?.content;
  if (text === undefined) {
    if (opened.error !== null) {
      return (
        <ErrorState
          className="h-full"
          error={opened.error}
          title="The file could not be loaded"
          onRetry={opened.retry}
        />
      );
    }
    return <CodeSkeleton />;
  }
  const isStreamed = draft === null && live !== null;
  return (
    <FileBody
      file={draft === null && live === null ? opened.file : null}
      path={path}
      text={text}
      isReadOnly={isStreamed}
      isFollowing={isStreamed && live.isWriting}
      onChange={props.onChange}
      onSave={props.onSave}
    />
  );
};

/** One open file: what it is, what is happening to it, and its content. */
export const FilePane = (props: FilePaneProps) => {
  const { path, opened, draft, isConflict, live } = props;
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
        <IconButton
          label="Back to the files"
          icon={<ArrowLeft aria-hidden />}
          className="@min-[40rem]:hidden"
          onClick={props.onBack}
        />
        <Path path={path} />
        <Status draft={draft} live={live} />
        {props.tools}
        <FileMenu
          path={path}
          isReadOnly={live !== null && draft === null}
          hasDraft={draft !== null}
          taken={props.taken}
          onRename={props.onRename}
          onDelete={props.onDelete}
          onDiscard={props.onDiscard}
        />
      </header>
      {isConflict && draft !== null && (
        <ConflictNote
          path={path}
          theirs={opened.file?.content ?? null}
          mine={draft.content}
          onKeepMine={props.onKeepMine}
          onTakeTheirs={props.onDiscard}
        />
      )}
      <div className="min-h-0 flex-1 bg-surface">
        <Content {...props} />
      </div>
    </div>
  );
};
