import type { ReactNode } from "react";

/** What happened, in the place of the form that made it happen. */
export const Notice = ({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) => (
  <output className="flex flex-col items-start gap-3 rounded-lg bg-accent-soft p-5 ring-1 ring-accent-line ring-inset">
    <span className="text-accent-text [&_svg]:size-6">{icon}</span>
    <span className="text-md font-semibold">{title}</span>
    <span className="text-base text-ink-muted">{children}</span>
  </output>
);
