"use client";

import { useNow } from "#web/hooks/use-now.ts";
import { formatDateTime } from "#web/lib/format/format-date-time.ts";
import { formatRelativeTime } from "#web/lib/format/format-relative-time.ts";

/** "3 min ago", kept fresh; the exact instant is in its tooltip. */
export const RelativeTime = ({ at, className }: { at: string; className?: string }) => {
  const now = useNow();
  return (
    // Server and browser look at their clocks at different moments.
    <time dateTime={at} title={formatDateTime(at)} className={className} suppressHydrationWarning>
      {formatRelativeTime(at, now)}
    </time>
  );
};
