"use client";

import { useSyncExternalStore } from "react";
import { formatDateTime } from "#web/lib/format/format-date-time.ts";
import { formatRelativeTime } from "#web/lib/format/format-relative-time.ts";

const TICK_MILLISECONDS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every time on the page. */
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const each of listeners) each();
  }, TICK_MILLISECONDS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

/** The clock in whole ticks, rounded up, so that two looks at it within one render agree. */
const readTick = (): number => Math.ceil(Date.now() / TICK_MILLISECONDS) * TICK_MILLISECONDS;

/** "3 min ago", kept fresh; the exact instant is in its tooltip. */
export const RelativeTime = ({ at, className }: { at: string; className?: string }) => {
  const now = useSyncExternalStore(subscribe, readTick, readTick);
  return (
    // Server and browser look at their clocks at different moments.
    <time dateTime={at} title={formatDateTime(at)} className={className} suppressHydrationWarning>
      {formatRelativeTime(at, now)}
    </time>
  );
};
