"use client";

import { useSyncExternalStore } from "react";

const TICK_MILLISECONDS = 15_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for everything on the page that shows time. */
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

/** The current time in milliseconds, in steps of 15 seconds. */
export const useNow = (): number => useSyncExternalStore(subscribe, readTick, readTick);
