import { clsx } from "clsx";
import type { FeatureStatus } from "#core/contracts/index.ts";
import { StateIcon, type StateShape } from "#web/components/state-icon.tsx";

/** How each status of a feature reads and looks, everywhere. */
export const featureStatuses: Record<FeatureStatus, { label: string; shape: StateShape; colour: string }> = {
  in_progress: { label: "In progress", shape: "working", colour: "text-accent-text" },
  planned: { label: "Planned", shape: "waiting", colour: "text-ink-subtle" },
  done: { label: "Done", shape: "done", colour: "text-success-text" },
  dropped: { label: "Dropped", shape: "stopped", colour: "text-ink-subtle" },
};

/** The sign of a feature's status, with its word for screen readers. */
export const FeatureIcon = ({ status, className }: { status: FeatureStatus; className?: string }) => {
  const { label, shape, colour } = featureStatuses[status];
  return (
    <span title={label} className={clsx("grid shrink-0 place-items-center", colour, className)}>
      <StateIcon shape={shape} />
      <span className="sr-only">{label}: </span>
    </span>
  );
};
