"use client";

import { clsx } from "clsx";
import { FileCode2, Radio } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { FilesPane } from "../files/files-pane.tsx";
import { CommitBar } from "./commit-bar.tsx";
import { PathDialog } from "./file-menu.tsx";
import { FilePane } from "./file-pane.tsx";
import { useCodePanel, type CodePanelModel, type CodePanelProps } from "./use-code-panel.ts";

const FollowButton = ({ following }: Pick<CodePanelModel, "following">) =>
  following.isWriting && !following.isFollowing ? (
    <Button size="sm" variant="ghost" icon={<Radio aria-hidden />} onClick={() => following.setFollowing(true)}>
      Follow the AI
    </Button>
  ) : null;

const OpenedFile = ({ model, path }: { model: CodePanelModel; path: string }) => {
  const { editing, files, opened } = model;
  const committedSha = files.shas.get(path) ?? null;
  return (
    <FilePane
      key={path}
      path={path}
      opened={opened}
      draft={editing.drafts[path] ?? null}
      isConflict={model.isConflict}
      live={model.liveText}
      taken={model.taken}
      onBack={() => model.open(null)}
      onChange={(text) => editing.write(path, text, opened.file, model.exists)}
      onSave={() => model.commit(model.suggestion)}
      onRename={(to) => {
        editing.rename(path, to, opened.file);
        model.open(to);
      }}
      onDelete={() => editing.remove(path, committedSha)}
      onDiscard={() => editing.discard(path)}
      onKeepMine={() => editing.keepMine(path, committedSha)}
      tools={<FollowButton following={model.following} />}
    />
  );
};

const Commit = ({ model, branch }: { model: CodePanelModel; branch: string }) =>
  model.count === 0 ? null : (
    <CommitBar
      branch={branch}
      count={model.count}
      suggestion={model.suggestion}
      obstacle={model.obstacle}
      isCommitting={model.editing.isCommitting}
      error={model.editing.error}
      onCommit={model.commit}
      onDiscard={model.editing.discardAll}
    />
  );

/** Files and editor of a branch: watch the AI write, or edit by hand and commit. */
export const CodePanel = (props: CodePanelProps) => {
  const model = useCodePanel(props);
  const [isCreating, setCreating] = useState(false);
  const { openPath } = props;
  const create = (path: string): void => {
    model.editing.create(path);
    model.open(path);
  };
  return (
    <section aria-label="Code" className="@container flex h-full min-h-0 flex-col">
      <div className="flex min-h-0 flex-1">
        <div
          className={clsx(
            "min-h-0 w-full shrink-0 border-line bg-canvas @min-[40rem]:block @min-[40rem]:w-60 @min-[40rem]:border-r",
            openPath !== null && "hidden",
          )}
        >
          <FilesPane {...model} openPath={openPath} onOpen={model.open} onCreate={() => setCreating(true)} />
        </div>
        <div className={clsx("min-h-0 min-w-0 flex-1 @min-[40rem]:block", openPath === null && "hidden")}>
          {openPath === null ? (
            <EmptyState className="h-full" icon={<FileCode2 aria-hidden />} title="Open a file to read or edit it">
              While the AI works, the file it writes opens by itself.
            </EmptyState>
          ) : (
            <OpenedFile model={model} path={openPath} />
          )}
        </div>
      </div>
      <Commit model={model} branch={props.branch} />
      {isCreating && (
        <PathDialog
          title="New file"
          confirmLabel="Make the file"
          initial=""
          isOpen
          taken={model.taken}
          onOpenChange={setCreating}
          onConfirm={create}
        />
      )}
    </section>
  );
};
