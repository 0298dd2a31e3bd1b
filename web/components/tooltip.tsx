"use client";

import { Tooltip as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Shortcut } from "./kbd.tsx";

export interface TooltipProps {
  label: ReactNode;
  /** Keys as `mod+k`, shown beside the label. */
  shortcut?: string;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactElement;
}

/** A short label on hover and focus. It repeats or adds to a name that is already there; never the only name. */
export const Tooltip = ({ label, shortcut, side = "top", children }: TooltipProps) => (
  <Primitive.Root>
    <Primitive.Trigger asChild>{children}</Primitive.Trigger>
    <Primitive.Portal>
      <Primitive.Content
        side={side}
        sideOffset={6}
        collisionPadding={8}
        className="z-50 flex max-w-72 animate-fade-in items-center gap-2 rounded-sm bg-ink px-2 py-1 text-xs text-ink-inverse shadow-raised"
      >
        {label}
        {shortcut === undefined ? null : <Shortcut keys={shortcut} tone="inverse" />}
      </Primitive.Content>
    </Primitive.Portal>
  </Primitive.Root>
);
