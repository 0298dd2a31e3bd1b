"use client";

import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { buttonLook, type ButtonVariant } from "./button.tsx";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children" | "aria-label"> {
  /** The accessible name, also shown as a tooltip. */
  label: string;
  icon: ReactNode;
  shortcut?: string;
  variant?: ButtonVariant;
  size?: "xs" | "sm" | "md";
  isLoading?: boolean;
  tooltipSide?: "top" | "right" | "bottom" | "left";
}

const sizes = {
  xs: "size-6 rounded-sm [&_svg]:size-3.5",
  sm: "size-7 rounded-sm [&_svg]:size-4",
  md: "size-8.5 rounded-md [&_svg]:size-4",
};

/** A button that shows only an icon; its name is in the tooltip and for screen readers. */
export const IconButton = ({
  label,
  icon,
  shortcut,
  variant = "ghost",
  size = "sm",
  isLoading = false,
  tooltipSide = "top",
  className,
  type = "button",
  disabled,
  ...rest
}: IconButtonProps) => (
  <Tooltip label={label} side={tooltipSide} shortcut={shortcut}>
    <button
      type={type}
      aria-label={label}
      aria-busy={isLoading || undefined}
      disabled={disabled === true || isLoading}
      className={clsx(buttonLook(variant), "coarse:min-w-11", sizes[size], className)}
      {...rest}
    >
      {isLoading ? <Spinner /> : icon}
    </button>
  </Tooltip>
);
