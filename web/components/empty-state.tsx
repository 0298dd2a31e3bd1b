import { clsx } from "clsx";
import type { ReactNode } from "react";

export interface EmptyStateProps {
  icon?: ReactNode;
  title: string;
  /** Why it is empty and what to do. */
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
  size?: "sm" | "md";
}

/** Where a list has nothing yet: what will be here, and the way to the first one. */
export const EmptyState = ({ icon, title, children, action, className, size = "md" }: EmptyStateProps) => (
  <div
    className={clsx(
      "flex flex-col items-center justify-center text-center",
      size === "md" ? "gap-3 px-6 py-14" : "gap-2 px-4 py-8",
      className,
    )}
  >
    {icon === undefined ? null : (
      <span className="mb-1 grid size-10 place-items-center rounded-lg bg-hover text-ink-subtle ring-1 ring-line ring-inset [&_svg]:size-5">
        {icon}
      </span>
    )}
    <p className={clsx("font-medium text-balance", size === "md" ? "text-md" : "text-base")}>{title}</p>
    {children === undefined ? null : <div className="max-w-sm text-base text-pretty text-ink-muted">{children}</div>}
    {action === undefined ? null : <div className="mt-2">{action}</div>}
  </div>
);
