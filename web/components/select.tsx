"use client";

import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import { controlClasses } from "./input.tsx";

export interface SelectOption {
  value: string;
  label: string;
  isDisabled?: boolean;
}

export interface SelectProps {
  options: readonly SelectOption[];
  value: string;
  onValueChange: (value: string) => void;
  id?: string;
  name?: string;
  isDisabled?: boolean;
  size?: "sm" | "md";
  className?: string;
  "aria-label"?: string;
  "aria-describedby"?: string;
  "aria-invalid"?: boolean;
}

/** One of a few choices: the platform's own control, with its keyboard, its screen reader and its sheet on a phone. */
export const Select = ({
  options,
  onValueChange,
  isDisabled = false,
  size = "md",
  className,
  ...control
}: SelectProps) => (
  <span className={clsx("relative block", className)}>
    <select
      {...control}
      disabled={isDisabled}
      onChange={(event) => onValueChange(event.target.value)}
      className={clsx(
        controlClasses,
        "appearance-none truncate pr-9 coarse:h-11",
        size === "md" ? "h-9 pl-3" : "h-7 pl-2.5 text-sm",
      )}
    >
      {options.map(({ value, label, isDisabled: isUnavailable }) => (
        <option key={value} value={value} disabled={isUnavailable}>
          {label}
        </option>
      ))}
    </select>
    <ChevronDown
      className="pointer-events-none absolute inset-y-0 right-2.5 my-auto size-4 text-ink-subtle"
      aria-hidden="true"
    />
  </span>
);
