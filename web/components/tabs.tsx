"use client";

import { clsx } from "clsx";
import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export interface TabItem {
  value: string;
  label: string;
  icon?: ReactNode;
  /** A count or state after the label. */
  badge?: ReactNode;
  content?: ReactNode;
}

export interface TabsProps {
  items: readonly TabItem[];
  value: string;
  onValueChange: (value: string) => void;
  label: string;
  /** At the end of the row of tabs. */
  aside?: ReactNode;
  className?: string;
  /** Keeps all panels mounted, so that their state survives a switch. */
  keepMounted?: boolean;
}

/** Views of one thing, switched in place; arrow keys move between them. */
export const Tabs = ({ items, value, onValueChange, label, aside, className, keepMounted = false }: TabsProps) => (
  <Primitive.Root value={value} onValueChange={onValueChange} className={clsx("flex min-h-0 flex-col", className)}>
    <div className="flex shrink-0 items-center gap-2 border-b px-2">
      <Primitive.List aria-label={label} className="-mb-px flex min-w-0 flex-1 gap-0.5 overflow-x-auto">
        {items.map((item) => (
          <Primitive.Trigger
            key={item.value}
            value={item.value}
            className="group flex h-9.5 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2 text-sm font-medium text-ink-subtle transition-colors hover:text-ink focus-visible:outline-offset-[-2px] data-[state=active]:border-ink data-[state=active]:text-ink coarse:h-11 [&_svg]:size-3.5"
          >
            {item.icon}
            {item.label}
            {item.badge}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {aside}
    </div>
    {items.map((item) =>
      item.content === undefined ? null : (
        <Primitive.Content
          key={item.value}
          value={item.value}
          {...(keepMounted ? { forceMount: true as const } : {})}
          className="min-h-0 flex-1 focus-visible:outline-offset-[-2px] data-[state=inactive]:hidden"
        >
          {item.content}
        </Primitive.Content>
      ),
    )}
  </Primitive.Root>
);
