import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

/** A surface on the canvas. */
export const Card = ({ className, ...rest }: ComponentProps<"div">) => (
  <div className={clsx("rounded-xl bg-surface shadow-flat ring-1 ring-line", className)} {...rest} />
);

export interface SectionCardProps {
  title: string;
  description?: ReactNode;
  /** Beside the title. */
  aside?: ReactNode;
  /** At the bottom: buttons, with a note before them. */
  footer?: ReactNode;
  tone?: "plain" | "danger";
  children?: ReactNode;
}

/** One subject of a settings page. */
export const SectionCard = ({ title, description, aside, footer, tone = "plain", children }: SectionCardProps) => (
  <section
    aria-label={title}
    className={clsx(
      "overflow-hidden rounded-xl bg-surface shadow-flat ring-1",
      tone === "danger" ? "ring-danger-line" : "ring-line",
    )}
  >
    <div className="flex flex-col gap-5 p-5 sm:p-6">
      <header className="flex flex-wrap items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 className="text-lg font-semibold">{title}</h2>
          {description === undefined ? null : (
            <p className="mt-1 max-w-prose text-base text-ink-muted">{description}</p>
          )}
        </div>
        {aside}
      </header>
      {children}
    </div>
    {footer === undefined ? null : (
      <footer
        className={clsx(
          "flex flex-wrap items-center justify-end gap-3 border-t px-5 py-3 sm:px-6",
          tone === "danger" ? "border-danger-line bg-danger-soft" : "bg-canvas",
        )}
      >
        {footer}
      </footer>
    )}
  </section>
);
