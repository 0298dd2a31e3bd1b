"use client";

import { clsx } from "clsx";
import { RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { toNotice } from "#web/lib/api/to-notice.ts";
import { Button } from "./button.tsx";

export interface ErrorStateProps {
  /** Whatever was thrown; a problem of the REST interface tells its own story. */
  error: unknown;
  /** What could not be done: "Your projects could not be loaded". */
  title?: string;
  onRetry?: () => void;
  action?: ReactNode;
  className?: string;
  size?: "sm" | "md";
}

/** A part that could not be shown: what happened, why, and what to do next. */
export const ErrorState = ({ error, title, onRetry, action, className, size = "md" }: ErrorStateProps) => {
  const notice = toNotice(error);
  return (
    <div
      role="alert"
      className={clsx(
        "flex flex-col items-center justify-center text-center",
        size === "md" ? "gap-3 px-6 py-14" : "gap-2 px-4 py-8",
        className,
      )}
    >
      <span className="mb-1 grid size-10 place-items-center rounded-lg bg-danger-soft text-danger-text ring-1 ring-danger-line ring-inset">
        <TriangleAlert className="size-5" aria-hidden="true" />
      </span>
      <p className="break-text text-md font-medium text-balance">{title ?? notice.detail}</p>
      <p className="break-text max-w-md text-base text-pretty text-ink-muted">
        {title === undefined ? null : `${notice.detail} `}
        {notice.fix}
      </p>
      {onRetry === undefined && action === undefined ? null : (
        <div className="mt-2 flex flex-wrap justify-center gap-2">
          {onRetry === undefined ? null : (
            <Button icon={<RotateCw aria-hidden="true" />} onClick={onRetry}>
              Try again
            </Button>
          )}
          {action}
        </div>
      )}
      <p className="label-mono mt-1 text-ink-subtle">{notice.code}</p>
    </div>
  );
};
