"use client";

import { Square } from "lucide-react";
import { memo, useEffect, useMemo, useState } from "react";
import { activeRunStates, type Run } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { formatDuration } from "#web/lib/format/format-duration.ts";
import { emptyStream } from "../data/run-stream.ts";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { useWorkspace } from "../workspace-context.tsx";
import { buildLiveWork, type Conversation, type LiveWork } from "./build-conversation.ts";
import { LiveCalls } from "./calls-line.tsx";
import { EntryView } from "./entry-view.tsx";
import { LiveFileChip } from "./file-chip.tsx";

const Elapsed = ({ since }: { since: string }) => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1_000));
  // Whole seconds: a clock that shows tenths once a second looks broken.
  return <span className="figures">{seconds < 10 ? `${seconds} s` : formatDuration(seconds * 1_000)}</span>;
};

/** What the AI is at, in one sentence. */
const describeWork = (run: Run, conversation: Conversation, live: LiveWork, isBehindAnother: boolean): string => {
  if (run.isStopRequested) return "Stopping after what is under way";
  if (run.state === "queued")
    return isBehindAnother ? "Waiting for the run before it on this branch" : "Waiting for a worker";
  const { step } = conversation.tail;
  if (step?.state === "not_pushed") return `Step ${step.number} is committed but not pushed yet; trying again`;
  const writing = live.files.find(({ state }) => state === "writing");
  if (writing !== undefined) return `Writing ${writing.path.split("/").at(-1) ?? writing.path}`;
  if (step !== null) return step.title === "" ? `Working on step ${step.number}` : `Step ${step.number}: ${step.title}`;
  if (run.state === "planning") return "Reading the project and planning";
  return conversation.groups.length === 0 ? "Working" : "Looking at what comes next";
};

/** Calls that the list of files shows already. */
const isOfFile = (tool: string): boolean => ["write_file", "edit_file", "delete_file", "rename_file"].includes(tool);

const StopButton = memo(({ run }: { run: Run }) => {
  const { stopRun } = useControls();
  const stop = useAction(stopRun);
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        icon={<Square aria-hidden="true" />}
        isLoading={stop.isWorking || run.isStopRequested}
        onClick={() => void stop.run(run.id)}
      >
        {run.isStopRequested ? "Stopping" : "Stop"}
      </Button>
      {stop.error === null ? null : <ProblemNote error={stop.error} />}
    </>
  );
});
StopButton.displayName = "StopButton";

export interface CurrentWorkProps {
  run: Run;
  conversation: Conversation;
  isBehindAnother: boolean;
}

/** What streams, and what is being done with it. The one part of the conversation that is drawn many times a second. */
const AtWork = ({ run, conversation, isBehindAnother }: CurrentWorkProps) => {
  const stream = useWorkspace((state) => state.streams.get(run.id)) ?? emptyStream;
  const live = useMemo(() => buildLiveWork(stream), [stream]);
  const { texts, files, calls } = live;
  return (
    <>
      {texts.map((entry) => (
        <EntryView key={entry.key} entry={entry} />
      ))}
      <section aria-label="At work" className="overflow-hidden rounded-lg bg-surface ring-1 ring-accent-line">
        <header className="flex flex-wrap items-center gap-2 border-b border-accent-line bg-accent-soft py-1 pr-1 pl-3 text-sm font-medium text-accent-text">
          <Spinner className="size-3.5" />
          <span aria-live="polite" className="min-w-0 flex-1 truncate">
            {revealControls(describeWork(run, conversation, live, isBehindAnother))}
          </span>
          <span className="text-xs font-normal" aria-hidden="true">
            <Elapsed since={run.startedAt ?? run.createdAt} />
          </span>
          <StopButton run={run} />
        </header>
        {files.length + calls.length === 0 ? null : (
          <div className="flex flex-col gap-1 p-2">
            <div className="flex flex-col">
              {files.map((file) => (
                <LiveFileChip key={file.id} file={file} branch={run.branch} />
              ))}
            </div>
            <div className="px-1.5 empty:hidden">
              <LiveCalls calls={files.length > 0 ? calls.filter(({ tool }) => !isOfFile(tool)) : calls} />
            </div>
          </div>
        )}
      </section>
    </>
  );
};

/** What has been said and done since the last step, and what is going on right now. */
export const CurrentWork = (props: CurrentWorkProps) => (
  <>
    {props.conversation.tail.entries.map((entry) => (
      <EntryView key={entry.key} entry={entry} />
    ))}
    {activeRunStates.includes(props.run.state) ? <AtWork {...props} /> : null}
  </>
);
