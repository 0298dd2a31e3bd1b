"use client";

import { ExternalLink, GitBranch } from "lucide-react";
import Link from "next/link";
import type { ComparedBranch, ProjectAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Card } from "#web/components/card.tsx";
import { DeploymentStateBadge, RunStateBadge } from "#web/components/state-badge.tsx";
import { findCurrentRun } from "../data/prompt-queue.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { shortBranch } from "../text/short-branch.ts";
import { BranchFacts } from "./branch-facts.tsx";
import { BranchSteps } from "./branch-steps.tsx";
import { ChooseBranch } from "./choose-branch.tsx";
import { SmallPreview } from "./small-preview.tsx";

export interface BranchColumnProps {
  project: ProjectAnswer;
  side: ComparedBranch;
  other: ComparedBranch;
}

const Prompt = ({ side }: { side: ComparedBranch }) => {
  const run = findCurrentRun(side.runs);
  return run === null ? (
    <p className="text-base text-ink-muted">No run has worked on this branch.</p>
  ) : (
    <p className="break-text line-clamp-3 text-base">{revealControls(run.prompt)}</p>
  );
};

/** One of two branches: its preview, what it cost, the steps it took, and the choice for it. */
export const BranchColumn = ({ project, side, other }: BranchColumnProps) => {
  const { branch, runs, deployment, isBuilding } = side;
  const run = findCurrentRun(runs);
  const name = shortBranch(branch);
  const url = deployment?.isCurrent === true ? deployment.url : null;
  return (
    <Card className="min-w-0 overflow-hidden">
      <section aria-label={`Branch ${name}`} className="flex h-full flex-col">
        <header className="flex flex-wrap items-center gap-2 border-b px-4 py-3">
          <GitBranch aria-hidden="true" className="size-4 shrink-0 text-ink-subtle" />
          <h2 className="min-w-0 flex-1 truncate font-mono text-sm font-medium">{name}</h2>
          {run === null ? null : <RunStateBadge state={run.state} />}
        </header>
        <SmallPreview deployment={deployment} name={name} />
        <div className="flex flex-wrap items-center gap-2 border-b px-4 py-2">
          {deployment === null ? (
            <span className="text-sm text-ink-subtle">No preview yet</span>
          ) : (
            <DeploymentStateBadge state={deployment.state} appearance="plain" />
          )}
          {isBuilding && deployment?.state === "ready" ? (
            <span className="text-sm text-ink-subtle">A newer version is being built</span>
          ) : null}
          <span className="flex-1" />
          {url === null ? null : (
            <Button asChild size="sm" variant="ghost">
              <a href={url} target="_blank" rel="noreferrer">
                <ExternalLink aria-hidden="true" />
                Open
              </a>
            </Button>
          )}
          <Button asChild size="sm" variant="ghost">
            <Link href={`/projects/${encodeURIComponent(project.id)}?${new URLSearchParams({ branch }).toString()}`}>
              To the workspace
            </Link>
          </Button>
        </div>
        <div className="flex flex-1 flex-col gap-4 p-4">
          <Prompt side={side} />
          <BranchFacts side={side} />
          <BranchSteps steps={side.steps} runs={runs} />
        </div>
        <ChooseBranch project={project} side={side} other={other} />
      </section>
    </Card>
  );
};
