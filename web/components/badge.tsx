import { clsx } from "clsx";
import type { ReactNode } from "react";

export type Tone = "neutral" | "accent" | "success" | "warning" | "danger";

export const toneClasses: Record<Tone, string> = {
  neutral: "bg-hover text-ink-muted ring-line",
  accent: "bg-accent-soft text-accent-text ring-accent-line",
  success: "bg-success-soft text-success-text ring-success-line",
  warning: "bg-warning-soft text-warning-text ring-warning-line",
  danger: "bg-danger-soft text-danger-text ring-danger-line",
};

export interface BadgeProps {
  tone?: Tone;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
  title?: string;
}

/** A short fact about a thing. */
export const Badge = ({ tone = "neutral", icon, children, className, title }: BadgeProps) => (
  <span
    title={title}
    className={clsx(
      "inline-flex h-5.5 max-w-full items-center gap-1 rounded-sm px-1.5 text-xs font-medium whitespace-nowrap ring-1 ring-inset [&_svg]:size-3 [&_svg]:shrink-0",
      toneClasses[tone],
      className,
    )}
  >
    {icon}
    <span className="truncate">{children}</span>
  </span>
);
