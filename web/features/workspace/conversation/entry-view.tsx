"use client";

import { Info } from "lucide-react";
import { memo, useDeferredValue } from "react";
import { Markdown } from "../text/markdown.tsx";
import { revealControls } from "../text/reveal-controls.ts";
import type { Entry } from "./build-conversation.ts";
import { CallsLine } from "./calls-line.tsx";
import { PromptBubble } from "./prompt-bubble.tsx";

/** Text while it is written. Parsing a long one may take longer than a frame; then what was there stays for a moment. */
const StreamingText = ({ text }: { text: string }) => (
  <div className="relative">
    <Markdown text={useDeferredValue(text)} />
    <span aria-hidden="true" className="mt-1 inline-block h-3.5 w-1.5 animate-caret rounded-[1px] bg-accent" />
  </div>
);

/** One piece of a run's conversation. */
export const EntryView = memo(({ entry }: { entry: Entry }) => {
  switch (entry.kind) {
    case "text":
      return entry.isStreaming ? <StreamingText text={entry.text} /> : <Markdown text={entry.text} />;
    case "answer":
      return <PromptBubble text={entry.text} />;
    case "note":
      return (
        <p className="break-text flex gap-1.5 text-sm text-ink-subtle">
          <Info aria-hidden="true" className="mt-0.75 size-3.5 shrink-0" />
          {revealControls(entry.text)}
        </p>
      );
    case "calls":
      return <CallsLine titles={entry.titles} />;
  }
});
EntryView.displayName = "EntryView";
