"use client";

import { clsx } from "clsx";
import { ChevronRight, Wrench } from "lucide-react";
import { useState } from "react";
import { Spinner } from "#web/components/spinner.tsx";
import type { StreamTool } from "../data/run-stream.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { nameTool } from "./name-tool.ts";
import { summariseCalls } from "./summarise-calls.ts";

const lineClasses = "flex min-h-6 w-full items-center gap-1.5 text-left text-sm text-ink-subtle";

/** What the AI did between two texts: one line, and each call when it is opened. */
export const CallsLine = ({ titles }: { titles: readonly string[] }) => {
  const [isOpen, setOpen] = useState(false);
  const [first] = titles;
  if (first === undefined) return null;
  if (titles.length === 1) {
    return (
      <p className={lineClasses}>
        <Wrench aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
        <span className="break-text">{revealControls(first)}</span>
      </p>
    );
  }
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className={clsx(lineClasses, "rounded-xs hover:text-ink coarse:min-h-10")}
      >
        <ChevronRight
          aria-hidden="true"
          className={clsx("size-3.5 shrink-0 transition-transform", isOpen && "rotate-90")}
        />
        <span className="min-w-0 truncate">{summariseCalls(titles)}</span>
      </button>
      {isOpen ? (
        <ul className="mt-0.5 ml-1.75 flex flex-col gap-0.5 border-l pl-3 text-sm text-ink-muted">
          {titles.map((title, index) => (
            // The same call may have been made twice; its place is its identity.
            // oxlint-disable-next-line react/no-array-index-key
            <li key={index} className="break-text">
              {revealControls(title)}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
};

/** Calls under way, and those that have ended while their answer still streams. */
export const LiveCalls = ({ calls }: { calls: readonly StreamTool[] }) => {
  const ended = calls.flatMap(({ state, title }) => (state === "running" || title === null ? [] : [title]));
  const running = calls.filter(({ state }) => state === "running");
  return (
    <>
      <CallsLine titles={ended} />
      {running.map((call) => (
        <p key={call.id} className={lineClasses}>
          <Spinner className="size-3.5 text-accent-text" />
          <span>{nameTool(call.tool)}</span>
        </p>
      ))}
    </>
  );
};
