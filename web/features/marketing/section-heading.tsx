import type { ReactNode } from "react";

export const SectionHeading = ({ title, children }: { title: string; children?: ReactNode }) => (
  <header className="flex max-w-[38rem] flex-col gap-3">
    <h2 className="text-3xl font-semibold">{title}</h2>
    {children === undefined ? null : <p className="text-lg text-pretty text-ink-muted">{children}</p>}
  </header>
);
