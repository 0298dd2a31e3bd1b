"use client";

import { Rocket } from "lucide-react";
import { useState } from "react";
import type { Deployment, ProjectAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProjectFrame } from "#web/components/project-nav.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { shortSha } from "#web/lib/format/short-sha.ts";
import { DeploymentRow } from "./deployment-row.tsx";
import { findRollback } from "./deployment-times.ts";
import { DomainsCard } from "./domains/domains-card.tsx";
import { ProductionCard } from "./production-card.tsx";
import { useDeployments, type Deployments, type Filter } from "./use-deployments.ts";

const filters = [
  { value: "all", label: "All" },
  { value: "production", label: "Production" },
  { value: "preview", label: "Previews" },
];

const toFilter = (value: string): Filter => (value === "production" || value === "preview" ? value : "all");

const History = ({
  deployments,
  onPromote,
}: {
  deployments: Deployments;
  onPromote: (deployment: Deployment) => void;
}) => {
  const { items, error, reload, showOlder } = deployments;
  if (items === undefined && error !== undefined)
    return <ErrorState size="sm" title="The deployments could not be loaded" error={error} onRetry={reload} />;
  if (items === undefined) {
    return (
      <LoadingRegion label="Loading deployments">
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  if (items.length === 0) {
    return (
      <EmptyState size="sm" icon={<Rocket aria-hidden="true" />} title="Nothing here yet">
        Every commit that is pushed is built, and appears here.
      </EmptyState>
    );
  }
  const hasSeveralHosts = new Set(items.map(({ host }) => host)).size > 1;
  return (
    <>
      <ul className="-my-3 divide-y divide-line-faint">
        {items.map((deployment) => (
          <DeploymentRow
            key={deployment.id}
            deployment={deployment}
            showsHost={hasSeveralHosts}
            actions={deployments}
            onPromote={onPromote}
          />
        ))}
      </ul>
      {showOlder === null ? null : (
        <Button className="self-center" onClick={showOlder}>
          Show older
        </Button>
      )}
    </>
  );
};

/** What is served, how it came there, and every attempt so far. */
export const DeploymentsPage = ({ project }: { project: ProjectAnswer }) => {
  const [filter, setFilter] = useState<Filter>("all");
  const [chosen, setChosen] = useState<Deployment | null>(null);
  const deployments = useDeployments(project.id, filter);
  const production = useDeployments(project.id, "production");
  const items = production.items ?? [];
  const current = items.find(({ isCurrent }) => isCurrent) ?? null;
  const [newest] = items;
  return (
    <ProjectFrame project={project} title="Deployments">
      {production.items === undefined ? (
        <SectionCard title="Production">
          <Skeleton className="h-21 w-full" />
        </SectionCard>
      ) : (
        <ProductionCard
          projectId={project.id}
          current={current}
          newer={current === null || newest === undefined || newest.id === current.id ? null : newest}
          rollback={findRollback(items)}
          onRollBack={setChosen}
        />
      )}
      <DomainsCard project={project} />
      <SectionCard
        title="History"
        aside={
          <SegmentedControl
            label="Which deployments"
            size="md"
            segments={filters}
            value={filter}
            onValueChange={(value) => setFilter(toFilter(value))}
          />
        }
      >
        <History deployments={deployments} onPromote={setChosen} />
      </SectionCard>
      <ConfirmDialog
        isOpen={chosen !== null}
        onOpenChange={(isOpen) => {
          if (!isOpen) setChosen(null);
        }}
        title={chosen?.environment === "production" ? "Roll production back?" : "Serve this as production?"}
        description={`Production will serve ${shortSha(chosen?.commitSha ?? "")} as it was built, without building it again. The default branch stays as it is, and its next push deploys as usual.`}
        confirmLabel={chosen?.environment === "production" ? "Roll back" : "Serve it"}
        onConfirm={async () => {
          if (chosen === null) return;
          await deployments.promote(chosen);
          production.reload();
        }}
      />
    </ProjectFrame>
  );
};
