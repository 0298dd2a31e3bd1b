"use client";

import { Rocket, SquareArrowOutUpRight, Undo2 } from "lucide-react";
import type { Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { DeploymentStateBadge } from "#web/components/state-badge.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";

export interface ProductionCardProps {
  projectId: string;
  current: Deployment | null;
  /** The newest production deployment, when it is not the one that is served. */
  newer: Deployment | null;
  rollback: Deployment | null;
  onRollBack: (deployment: Deployment) => void;
}

const Newer = ({ newer }: { newer: Deployment }) => (
  <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm text-ink-muted">
    <DeploymentStateBadge state={newer.state} />
    <span>
      The newest production build, of <code>{shortSha(newer.commitSha)}</code>, is not what is served.{" "}
      {newer.error?.message}
    </span>
  </p>
);

/** What everybody who opens the app sees now, and the way back. */
export const ProductionCard = ({ projectId, current, newer, rollback, onRollBack }: ProductionCardProps) => (
  <SectionCard
    title="Production"
    aside={
      current === null ? null : (
        <div className="flex flex-wrap gap-2">
          {rollback === null ? null : (
            <Button icon={<Undo2 aria-hidden="true" />} onClick={() => onRollBack(rollback)}>
              Roll back
            </Button>
          )}
          {current.url === null ? null : (
            <Button asChild variant="primary">
              <a href={current.url} target="_blank" rel="noreferrer">
                <SquareArrowOutUpRight aria-hidden="true" />
                Open
              </a>
            </Button>
          )}
        </div>
      )
    }
  >
    {current === null ? (
      <EmptyState size="sm" icon={<Rocket aria-hidden="true" />} title="Nothing is live yet">
        The first build of the default branch that succeeds is served as production.
      </EmptyState>
    ) : (
      <dl className="grid gap-x-6 gap-y-3 text-base sm:grid-cols-3">
        <div className="min-w-0 sm:col-span-3">
          <dt className="text-sm text-ink-subtle">Address</dt>
          <dd className="break-text font-mono text-sm">{current.url ?? "The deploy host gave none."}</dd>
        </div>
        <div>
          <dt className="text-sm text-ink-subtle">Commit</dt>
          <dd>
            <a
              className="font-mono text-sm text-accent-text hover:underline"
              href={`/projects/${projectId}?branch=${encodeURIComponent(current.branch)}&tab=changes&commit=${current.commitSha}`}
            >
              {shortSha(current.commitSha)}
            </a>
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-subtle">Live since</dt>
          <dd>
            <RelativeTime at={current.finishedAt ?? current.createdAt} />
          </dd>
        </div>
        <div>
          <dt className="text-sm text-ink-subtle">How</dt>
          <dd>{current.promotedFrom === null ? "Built from the default branch" : "An earlier build, served again"}</dd>
        </div>
      </dl>
    )}
    {newer === null ? null : <Newer newer={newer} />}
  </SectionCard>
);
