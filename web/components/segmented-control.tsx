"use client";

import { clsx } from "clsx";
import { RadioGroup } from "radix-ui";
import type { ReactNode } from "react";

export interface Segment {
  value: string;
  label: string;
  icon?: ReactNode;
  /** Shows only the icon; the label stays the accessible name. */
  isIconOnly?: boolean;
}

export interface SegmentedControlProps {
  segments: readonly Segment[];
  value: string;
  onValueChange: (value: string) => void;
  label: string;
  size?: "sm" | "md";
  className?: string;
}

/** Two to five choices side by side, of which one holds. */
export const SegmentedControl = ({
  segments,
  value,
  onValueChange,
  label,
  size = "sm",
  className,
}: SegmentedControlProps) => (
  <RadioGroup.Root
    value={value}
    onValueChange={onValueChange}
    aria-label={label}
    orientation="horizontal"
    className={clsx("inline-flex rounded-md bg-hover p-0.5", className)}
  >
    {segments.map((segment) => (
      <RadioGroup.Item
        key={segment.value}
        value={segment.value}
        {...(segment.isIconOnly === true ? { "aria-label": segment.label, title: segment.label } : {})}
        className={clsx(
          "inline-flex items-center justify-center gap-1.5 rounded-sm text-sm font-medium text-ink-subtle transition-colors select-none hover:text-ink [&_svg]:size-3.5",
          "data-[state=checked]:bg-surface data-[state=checked]:text-ink data-[state=checked]:shadow-flat dark:data-[state=checked]:bg-pressed",
          size === "sm" ? "h-6 px-2" : "h-7.5 px-3",
          "coarse:min-h-10 coarse:min-w-10",
        )}
      >
        {segment.icon}
        {segment.isIconOnly === true ? null : segment.label}
      </RadioGroup.Item>
    ))}
  </RadioGroup.Root>
);
