import { clsx } from "clsx";
import type { DeploymentState, RunState, StepState } from "#core/contracts/index.ts";
import { Badge, type Tone } from "./badge.tsx";
import { StateIcon, type StateShape } from "./state-icon.tsx";

export interface StateLook {
  label: string;
  tone: Tone;
  shape: StateShape;
}

/** How each state of a run reads and looks, everywhere. */
export const runStates: Record<RunState, StateLook> = {
  queued: { label: "Queued", tone: "neutral", shape: "waiting" },
  planning: { label: "Planning", tone: "accent", shape: "working" },
  running: { label: "Running", tone: "accent", shape: "working" },
  waiting: { label: "Asks you", tone: "warning", shape: "question" },
  interrupted: { label: "Interrupted", tone: "warning", shape: "paused" },
  finished: { label: "Finished", tone: "success", shape: "done" },
  failed: { label: "Failed", tone: "danger", shape: "failed" },
  stopped: { label: "Stopped", tone: "neutral", shape: "stopped" },
};

/** How each state of a deployment reads and looks, everywhere. */
export const deploymentStates: Record<DeploymentState, StateLook> = {
  queued: { label: "Queued", tone: "neutral", shape: "waiting" },
  building: { label: "Building", tone: "accent", shape: "working" },
  ready: { label: "Ready", tone: "success", shape: "done" },
  error: { label: "Build failed", tone: "danger", shape: "failed" },
  canceled: { label: "Canceled", tone: "neutral", shape: "stopped" },
  blocked: { label: "Blocked", tone: "warning", shape: "blocked" },
};

/** How each state of a step reads and looks, everywhere. */
export const stepStates: Record<StepState, StateLook> = {
  running: { label: "Working", tone: "accent", shape: "working" },
  committed: { label: "Committed", tone: "success", shape: "done" },
  not_pushed: { label: "Not pushed", tone: "warning", shape: "paused" },
  failed: { label: "Failed", tone: "danger", shape: "failed" },
  stopped: { label: "Stopped", tone: "neutral", shape: "stopped" },
};

const textTones: Record<Tone, string> = {
  neutral: "text-ink-subtle",
  accent: "text-accent-text",
  success: "text-success-text",
  warning: "text-warning-text",
  danger: "text-danger-text",
};

export interface StateBadgeProps {
  look: StateLook;
  /** `plain` is icon and word without a box; `dot` the icon alone, with the word for screen readers. */
  appearance?: "badge" | "plain" | "dot";
  className?: string;
}

/** The state of a run, step or deployment: always an icon and a word, never colour alone. */
export const StateBadge = ({ look, appearance = "badge", className }: StateBadgeProps) => {
  if (appearance === "badge") {
    return (
      <Badge tone={look.tone} icon={<StateIcon shape={look.shape} />} className={className}>
        {look.label}
      </Badge>
    );
  }
  return (
    <span
      title={appearance === "dot" ? look.label : undefined}
      className={clsx("inline-flex items-center gap-1.5 text-sm", textTones[look.tone], className)}
    >
      <StateIcon shape={look.shape} />
      <span className={appearance === "dot" ? "sr-only" : undefined}>{look.label}</span>
    </span>
  );
};

export const RunStateBadge = ({ state, ...rest }: { state: RunState } & Omit<StateBadgeProps, "look">) => (
  <StateBadge look={runStates[state]} {...rest} />
);

export const DeploymentStateBadge = ({
  state,
  ...rest
}: { state: DeploymentState } & Omit<StateBadgeProps, "look">) => (
  <StateBadge look={deploymentStates[state]} {...rest} />
);

export const StepStateBadge = ({ state, ...rest }: { state: StepState } & Omit<StateBadgeProps, "look">) => (
  <StateBadge look={stepStates[state]} {...rest} />
);
