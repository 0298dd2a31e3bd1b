"use client";

import { clsx } from "clsx";
import { useSyncExternalStore } from "react";

const noSubscription = () => () => {};
const readIsApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent);

/** Whether this is an Apple keyboard; false on the server, so that markup matches there. */
export const useIsApple = (): boolean => useSyncExternalStore(noSubscription, readIsApple, () => false);

const names = (isApple: boolean): Record<string, string> => ({
  mod: isApple ? "⌘" : "Ctrl",
  shift: isApple ? "⇧" : "Shift",
  alt: isApple ? "⌥" : "Alt",
  enter: "↵",
  escape: "Esc",
  up: "↑",
  down: "↓",
});

/** One key cap. */
export const Kbd = ({ children, tone = "plain" }: { children: string; tone?: "plain" | "inverse" }) => (
  <kbd
    className={clsx(
      "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-xs px-1 font-sans text-2xs font-medium",
      tone === "plain" ? "bg-hover text-ink-muted ring-1 ring-line ring-inset" : "bg-ink-inverse/16 text-ink-inverse",
    )}
  >
    {children}
  </kbd>
);

/** A key combination written as `mod+k`, spelled for this keyboard. */
export const Shortcut = ({ keys, tone = "plain" }: { keys: string; tone?: "plain" | "inverse" }) => {
  const isApple = useIsApple();
  const spelled = names(isApple);
  return (
    <span className="inline-flex items-center gap-0.5">
      {keys.split("+").map((key) => (
        <Kbd key={key} tone={tone}>
          {spelled[key] ?? key.toUpperCase()}
        </Kbd>
      ))}
    </span>
  );
};
