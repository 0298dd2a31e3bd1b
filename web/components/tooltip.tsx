"use client";

import { Slot } from "radix-ui";
import { useEffect, useId, useLayoutEffect, useRef, useState, type ReactElement, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { Shortcut } from "./kbd.tsx";
import { placeTooltip, type Side } from "./place-tooltip.ts";

export interface TooltipProps {
  label: ReactNode;
  /** Keys as `mod+k`, shown beside the label. */
  shortcut?: string;
  side?: Side;
  children: ReactElement;
}

const DELAY_MILLISECONDS = 380;

interface BubbleProps extends Omit<TooltipProps, "children"> {
  id: string;
  anchor: HTMLElement;
}

const Bubble = ({ id, anchor, label, shortcut, side = "top" }: BubbleProps) => {
  const bubble = useRef<HTMLDivElement>(null);
  // After each render: another label is another size.
  useLayoutEffect(() => {
    const element = bubble.current;
    if (element === null) return;
    const { width, height } = element.getBoundingClientRect();
    const { x, y } = placeTooltip(
      side,
      anchor.getBoundingClientRect(),
      { width, height },
      { width: window.innerWidth, height: window.innerHeight },
    );
    element.style.translate = `${x}px ${y}px`;
  });
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      className="pointer-events-none fixed top-0 left-0 z-[65] flex w-max max-w-72 animate-fade-in items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs text-ink-inverse shadow-raised"
    >
      {label}
      {shortcut === undefined ? null : <Shortcut keys={shortcut} tone="inverse" />}
    </div>,
    document.body,
  );
};

/** Where the pointer rests, or the keyboard's focus is; null when neither is. */
const useAnchor = () => {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const close = () => {
    clearTimeout(timer.current);
    setAnchor(null);
  };
  const openSoon = (element: HTMLElement) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(element), DELAY_MILLISECONDS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (anchor === null) return undefined;
    const leave = () => setAnchor(null);
    window.addEventListener("scroll", leave, { capture: true, passive: true });
    window.addEventListener("resize", leave);
    return () => {
      window.removeEventListener("scroll", leave, { capture: true });
      window.removeEventListener("resize", leave);
    };
  }, [anchor]);
  return { anchor, setAnchor, openSoon, close };
};

/**
 * A short label on hover and focus. It repeats or adds to a name that is already there; never the only name. Our own
 * and not the library's, whose positioning is 20 kB that every page would load (docs/decisions/071).
 */
export const Tooltip = ({ children, ...content }: TooltipProps) => {
  const id = useId();
  const { anchor, setAnchor, openSoon, close } = useAnchor();
  return (
    <>
      <Slot.Root
        aria-describedby={anchor === null ? undefined : id}
        onPointerEnter={(event) => {
          if (event.pointerType === "mouse") openSoon(event.currentTarget);
        }}
        onPointerLeave={close}
        onPointerDown={close}
        onFocus={(event) => {
          if (event.currentTarget.matches(":focus-visible")) setAnchor(event.currentTarget);
        }}
        onBlur={close}
        onKeyDown={(event) => {
          if (event.key === "Escape") close();
        }}
      >
        {children}
      </Slot.Root>
      {anchor === null ? null : <Bubble id={id} anchor={anchor} {...content} />}
    </>
  );
};
