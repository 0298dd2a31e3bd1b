import { clsx } from "clsx";
import { Slot } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { Spinner } from "./spinner.tsx";

export type ButtonVariant = "primary" | "accent" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

/**
 * `primary` is ink: something you do. `accent` is blue: work you hand to the AI. One of either per view;
 * everything else is `secondary` or `ghost`. `danger` cannot be undone.
 */
const variants: Record<ButtonVariant, string> = {
  primary: "bg-ink text-ink-inverse shadow-flat hover:bg-ink/88 active:bg-ink/80",
  accent: "bg-accent text-accent-ink shadow-flat hover:bg-accent-hover active:bg-accent-hover",
  secondary:
    "bg-surface text-ink shadow-flat ring-1 ring-line ring-inset hover:bg-hover hover:ring-line-strong active:bg-pressed dark:bg-raised dark:hover:bg-hover",
  ghost: "text-ink-muted hover:bg-hover hover:text-ink active:bg-pressed data-[state=open]:bg-hover",
  danger: "bg-danger text-danger-ink shadow-flat hover:bg-danger-hover",
};

const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 rounded-sm px-2.5 text-sm [&_svg]:size-3.5",
  md: "h-8.5 gap-2 rounded-md px-3.5 text-base [&_svg]:size-4",
  lg: "h-11 gap-2.5 rounded-lg px-5 text-md [&_svg]:size-4.5",
};

/** The looks of a button of a variant, without a size. */
export const buttonLook = (variant: ButtonVariant): string =>
  clsx(
    "inline-flex shrink-0 items-center justify-center font-medium whitespace-nowrap select-none",
    "transition-[background-color,box-shadow,color,opacity] [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
    "coarse:min-h-11",
    variants[variant],
  );

/** The looks of a button, for links that read like one. */
export const buttonClasses = (variant: ButtonVariant, size: ButtonSize): string =>
  clsx(buttonLook(variant), sizes[size]);

export interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Renders the only child (a link) with the looks of a button. */
  asChild?: boolean;
  /** Shows a spinner, keeps the width and takes no further presses. */
  isLoading?: boolean;
  icon?: ReactNode;
}

export const Button = ({
  variant = "secondary",
  size = "md",
  asChild = false,
  isLoading = false,
  icon,
  className,
  children,
  type = "button",
  disabled,
  ...rest
}: ButtonProps) => {
  const classes = clsx(buttonClasses(variant, size), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type}
      className={classes}
      disabled={disabled === true || isLoading}
      aria-busy={isLoading || undefined}
      {...rest}
    >
      {isLoading ? <Spinner /> : icon}
      {children}
    </button>
  );
};
