"use client";

import { clsx } from "clsx";
import { compareLines, type DiffLine } from "./compare-lines.ts";

const marks: Record<DiffLine["kind"], string> = { same: " ", added: "+", removed: "−", gap: "" };
const names: Record<DiffLine["kind"], string> = { same: "", added: "Added: ", removed: "Removed: ", gap: "" };

const Line = ({ line }: { line: DiffLine }) => (
  <div
    className={clsx(
      "grid grid-cols-[1.25rem_minmax(0,1fr)] px-3",
      line.kind === "added" && "bg-success-soft text-success-text",
      line.kind === "removed" && "bg-danger-soft text-danger-text",
      line.kind === "gap" && "bg-sunken py-1 text-ink-subtle",
    )}
  >
    <span aria-hidden="true">{marks[line.kind]}</span>
    <span className="break-text whitespace-pre-wrap">
      <span className="sr-only">{names[line.kind]}</span>
      {line.text}
    </span>
  </div>
);

/** The difference between two texts of a prompt. */
export const PromptDiff = ({ before, after, label }: { before: string; after: string; label: string }) => {
  const lines = compareLines(before, after);
  if (lines.length === 0) return <p className="text-base text-ink-muted">The two texts are the same.</p>;
  return (
    <section
      // Scrolls by itself, so the keyboard must reach it.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      className="max-h-96 overflow-y-auto rounded-lg bg-surface py-2 font-mono text-xs leading-5 ring-1 ring-line"
    >
      {lines.map((line, index) => (
        // Lines repeat, and never move.
        // oxlint-disable-next-line react/no-array-index-key
        <Line key={index} line={line} />
      ))}
    </section>
  );
};
