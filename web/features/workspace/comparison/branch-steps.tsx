import type { Run, RunStep } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { stepStates } from "#web/components/state-badge.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";
import { formatCost } from "#web/lib/format/format-cost.ts";
import { revealControls } from "../text/reveal-controls.ts";

const Step = ({ step, isDemo }: { step: RunStep; isDemo: boolean }) => {
  const look = stepStates[step.state];
  return (
    <li className="flex flex-col gap-1.5 py-2">
      <div className="flex items-start gap-2">
        <span className="mt-0.5 text-ink-subtle">
          <StateIcon shape={look.shape} />
          <span className="sr-only">{look.label}: </span>
        </span>
        <span className="break-text min-w-0 flex-1 text-base">
          {revealControls(step.title) || `Step ${step.number}`}
        </span>
        {isDemo ? null : (
          <span className="figures shrink-0 text-xs text-ink-subtle">{formatCost(step.usage.costUsd)}</span>
        )}
      </div>
      {Object.keys(step.checks).length === 0 ? null : (
        <div className="flex flex-wrap gap-1 pl-6">
          {Object.entries(step.checks).map(([name, outcome]) => (
            <Badge key={name} tone={outcome === "passed" ? "success" : outcome === "failed" ? "danger" : "neutral"}>
              {revealControls(name)} {outcome}
            </Badge>
          ))}
        </div>
      )}
    </li>
  );
};

/** The steps of a branch with their checks and prices. */
export const BranchSteps = ({ steps, runs }: { steps: readonly RunStep[]; runs: readonly Run[] }) => {
  const demoRuns = new Set(runs.filter(({ provider }) => provider === "demo").map(({ id }) => id));
  return (
    <div>
      <h3 className="text-sm font-medium">Steps</h3>
      {steps.length === 0 ? (
        <p className="pt-1 text-sm text-ink-subtle">None.</p>
      ) : (
        <ol className="divide-y">
          {steps.map((step) => (
            <Step key={step.id} step={step} isDemo={demoRuns.has(step.runId)} />
          ))}
        </ol>
      )}
    </div>
  );
};
