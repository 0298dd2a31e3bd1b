"use client";

import { clsx } from "clsx";
import { Fragment, memo, type ReactNode } from "react";
import type { DeploymentLog } from "#core/contracts/index.ts";
import { parseAnsi, type AnsiColour, type AnsiSpan } from "../text/parse-ansi.ts";

const colours: Record<Exclude<AnsiColour, null>, string> = {
  grey: "text-ink-subtle",
  red: "text-danger-text",
  green: "text-success-text",
  yellow: "text-warning-text",
  blue: "text-accent-text",
  magenta: "text-syntax-type",
  cyan: "text-syntax-function",
};

const classesOf = (span: AnsiSpan): string =>
  clsx(
    span.colour !== null && colours[span.colour],
    span.isBold && "font-semibold",
    span.isDim && "opacity-75",
    span.isItalic && "italic",
    span.isUnderlined && "underline",
  );

/** A text with every place of the search marked. */
const mark = (text: string, search: string): ReactNode => {
  if (search === "") return text;
  const parts: ReactNode[] = [];
  const [lower, wanted] = [text.toLowerCase(), search.toLowerCase()];
  let at = 0;
  for (let found = lower.indexOf(wanted); found !== -1; found = lower.indexOf(wanted, at)) {
    parts.push(text.slice(at, found));
    parts.push(
      <mark key={found} className="rounded-xs bg-warning/35 text-ink">
        {text.slice(found, found + wanted.length)}
      </mark>,
    );
    at = found + wanted.length;
  }
  return parts.length === 0 ? text : [...parts, <Fragment key="rest">{text.slice(at)}</Fragment>];
};

export interface LogLineProps {
  line: DeploymentLog;
  search: string;
  isCurrent: boolean;
  isError: boolean;
}

/** One line of a build's log: its number, and its text with colours. */
export const LogLine = memo(({ line, search, isCurrent, isError }: LogLineProps) => (
  <div
    className={clsx(
      "flex gap-3 pr-3 font-mono text-xs leading-5",
      isCurrent ? "bg-warning-soft" : isError ? "bg-danger-soft" : "hover:bg-hover",
    )}
  >
    <span
      aria-hidden="true"
      className={clsx(
        "figures w-12 shrink-0 border-r border-line-faint pr-2 text-right select-none",
        isError ? "text-danger-text" : "text-ink-subtle",
      )}
    >
      {line.line}
    </span>
    <span
      className={clsx(
        "min-w-0 flex-1 break-words whitespace-pre-wrap [overflow-wrap:anywhere]",
        line.stream === "system" && "text-ink-subtle",
      )}
    >
      {parseAnsi(line.text).map((span, index) => (
        // A line's spans have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index} className={classesOf(span)}>
          {mark(span.text, search)}
        </span>
      ))}
    </span>
  </div>
));
LogLine.displayName = "LogLine";
