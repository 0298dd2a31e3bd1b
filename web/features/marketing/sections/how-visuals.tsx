import { GitMerge } from "lucide-react";
import { Badge } from "#web/components/badge.tsx";
import { Card } from "#web/components/card.tsx";
import { DeploymentStateBadge, StepStateBadge } from "#web/components/state-badge.tsx";
import { StateIcon } from "#web/components/state-icon.tsx";

/** The stops of "How it works", each drawn with the parts the workspace shows there. */

export const PromptVisual = () => (
  <Card className="flex flex-col gap-3 p-4">
    <p className="text-md">A booking tool for a dog groomer: customers, their dogs, appointments</p>
    <p className="label-mono text-ink-subtle">branch letscode/booking-tool-dog-groomer-customers-596a</p>
  </Card>
);

const plan = [
  { feature: "Data model", notes: "Customers, dogs and appointments, with sample data", shape: "done" },
  { feature: "Appointments", notes: "Service, dog, start, duration, price, status", shape: "working" },
  { feature: "Dashboard", notes: "Figures, what is coming up, how things stand", shape: "waiting" },
] as const;

const planColours = { done: "text-success-text", working: "text-accent-text", waiting: "text-ink-faint" };

export const PlanVisual = () => (
  <Card className="divide-y divide-line-faint">
    {plan.map(({ feature, notes, shape }) => (
      <div key={feature} className="flex items-center gap-3 px-4 py-3">
        <span className={planColours[shape]}>
          <StateIcon shape={shape} />
        </span>
        <span className="shrink-0 text-base font-medium">{feature}</span>
        <span className="truncate text-base text-ink-subtle">{notes}</span>
      </div>
    ))}
  </Card>
);

export const StepVisual = () => (
  <Card className="flex flex-col gap-3 p-4">
    <div className="flex items-center justify-between gap-3">
      <span className="truncate text-base font-medium">Add appointments</span>
      <StepStateBadge state="committed" />
    </div>
    <div className="flex flex-wrap gap-1.5">
      {["paths", "size", "secrets", "typecheck"].map((check) => (
        <Badge key={check} tone="success" icon={<StateIcon shape="done" />}>
          {check}
        </Badge>
      ))}
    </div>
    <p className="label-mono text-ink-subtle">841806b 4 files, LetsCode with you as co-author</p>
  </Card>
);

const deployments = [
  { sha: "ffa2045", subject: "Polish the look and write the README", state: "building" },
  { sha: "45417c7", subject: "Add the dashboard", state: "ready" },
  { sha: "841806b", subject: "Add appointments", state: "ready" },
] as const;

export const BranchVisual = () => (
  <Card className="divide-y divide-line-faint">
    {deployments.map(({ sha, subject, state }) => (
      <div key={sha} className="flex items-center gap-3 px-4 py-3">
        <code className="text-ink-subtle">{sha}</code>
        <span className="min-w-0 flex-1 truncate text-base">{subject}</span>
        <DeploymentStateBadge state={state} />
      </div>
    ))}
  </Card>
);

const diff = [
  { sign: "-", text: "opens: 9," },
  { sign: "+", text: "opens: 8," },
  { sign: " ", text: "closes: 18," },
] as const;

const diffColours = { "-": "bg-diff-remove", "+": "bg-diff-add", " ": "" };

export const MergeVisual = () => (
  <Card className="overflow-hidden">
    <div className="flex items-center justify-between gap-3 border-b border-line-faint px-4 py-3">
      <span className="flex items-center gap-2 text-base font-medium">
        <GitMerge className="size-4 text-ink-subtle" />
        Merge into main
      </span>
      <Badge>production</Badge>
    </div>
    <pre className="py-2 text-sm leading-6">
      {diff.map(({ sign, text }) => (
        <div key={text} className={diffColours[sign]}>
          <code className="px-4">
            {sign} {text}
          </code>
        </div>
      ))}
    </pre>
  </Card>
);
