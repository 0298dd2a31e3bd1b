"use client";

import { GitBranch, RotateCcw } from "lucide-react";
import { useRef } from "react";
import { Button } from "#web/components/button.tsx";
import { LogoMark } from "#web/components/logo.tsx";
import { RunStateBadge } from "#web/components/state-badge.tsx";
import { SHOWN_STEP, code, sceneAt } from "./script.ts";
import { StageCode } from "./stage-code.tsx";
import { StageConversation } from "./stage-conversation.tsx";
import { StagePreview } from "./stage-preview.tsx";
import { StageTimeline } from "./stage-timeline.tsx";
import { useScript } from "./use-script.ts";

/** The workspace at work, drawn with its own parts: a run from prompt to preview, played once. */
export const Stage = () => {
  const picture = useRef<HTMLDivElement>(null);
  const { tick, isOver, replay } = useScript(picture);
  const scene = sceneAt(tick);
  const isWriting = scene.done === SHOWN_STEP && scene.lines > 0 && scene.lines < code.length;
  return (
    <figure className="flex flex-col gap-3">
      <p className="sr-only">
        The workspace during a run: the prompt and its plan on the left, a file being written, the running app in the
        preview, and one commit for each finished step along the bottom.
      </p>
      <div
        ref={picture}
        aria-hidden="true"
        className="overflow-hidden rounded-xl bg-surface shadow-floating ring-1 ring-line-strong select-none"
      >
        <div className="flex h-11 items-center gap-2.5 border-b px-3.5">
          <LogoMark className="size-5" />
          <span className="text-sm font-medium">Dog groomer</span>
          <span className="flex min-w-0 items-center gap-1 rounded-sm bg-hover px-1.5 py-0.5 font-mono text-[0.6875rem] text-ink-muted max-sm:hidden">
            <GitBranch className="size-3" />
            letscode/booking-tool-596a
          </span>
          <span className="ml-auto">
            <RunStateBadge state={scene.state} />
          </span>
        </div>
        <div className="grid sm:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)] lg:grid-cols-[17rem_minmax(0,1fr)_minmax(0,1fr)]">
          <StageConversation scene={scene} />
          <StageCode written={scene.lines} isWriting={isWriting} />
          <StagePreview scene={scene} />
        </div>
        <StageTimeline scene={scene} />
      </div>
      <figcaption className="flex min-h-7 items-center justify-between gap-4 text-sm text-ink-subtle">
        A run of the built-in demo provider, faster than it was. Words, file and commits are its own.
        <Button
          variant="ghost"
          size="sm"
          icon={<RotateCcw aria-hidden="true" />}
          onClick={replay}
          className={isOver ? undefined : "invisible"}
        >
          Play again
        </Button>
      </figcaption>
    </figure>
  );
};
