import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Stands where something will be, in its size, so that nothing moves when it comes. */
export const Skeleton = ({ className }: { className?: string }) => (
  <span aria-hidden="true" className={clsx("block animate-shimmer rounded-sm bg-pressed", className)} />
);

/** Tells screen readers that a part is being loaded; the skeletons inside are silent. */
export const LoadingRegion = ({ label, children }: { label: string; children: ReactNode }) => (
  <output className="block" aria-label={label}>
    {children}
  </output>
);
