"use client";

import { useEffect, useEffectEvent } from "react";
import { matchesShortcut } from "#web/lib/keyboard/matches-shortcut.ts";

/**
 * Runs `handle` on a key combination such as `mod+k` (Cmd on Apple keyboards, Ctrl elsewhere) or `/`. Keys without
 * `mod` are left alone while a person types.
 */
export const useShortcut = (keys: string, handle: (event: KeyboardEvent) => void, isEnabled = true): void => {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || !matchesShortcut(event, keys)) return;
    event.preventDefault();
    handle(event);
  });
  useEffect(() => {
    if (!isEnabled) return undefined;
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, [isEnabled]);
};
