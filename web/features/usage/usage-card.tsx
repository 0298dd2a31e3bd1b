"use client";

import { useState } from "react";
import { usageReportSchema } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { Select } from "#web/components/select.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { usagePath } from "#web/lib/api/budgets.ts";
import { PROJECTS_PATH, projectPageSchema } from "#web/lib/api/projects.ts";
import { apiPath } from "#web/lib/api/request-api.ts";
import type { UsageUnit } from "./add-up-usage.ts";
import { UsageReportView } from "./usage-report.tsx";

const periods = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
];
const units = [
  { value: "usd", label: "Cost" },
  { value: "tokens", label: "Tokens" },
];

const Waiting = () => (
  <LoadingRegion label="Loading the usage">
    <div className="flex flex-col gap-4">
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-44" />
    </div>
  </LoadingRegion>
);

/** Which project the figures are of; none is all of them. */
const ProjectSelect = ({ value, onValueChange }: { value: string; onValueChange: (value: string) => void }) => {
  const { data } = useResource(apiPath(PROJECTS_PATH, { limit: 200 }), projectPageSchema);
  const options = (data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Select
      aria-label="Project"
      size="sm"
      className="w-44"
      options={[{ value: "", label: "All projects" }, ...options]}
      value={value}
      onValueChange={onValueChange}
    />
  );
};

/** What the models used, with the choice of days, project and unit. */
export const UsageCard = ({ projectId: first }: { projectId: string }) => {
  const [projectId, setProjectId] = useState(first);
  const [days, setDays] = useState("30");
  const [chosenUnit, setUnit] = useState<UsageUnit | null>(null);
  const path = usagePath(projectId === "" ? null : projectId, Number(days));
  const { data, error, mutate } = useResource(path, usageReportSchema);
  // Where nothing costs anything, as with the demo provider, a chart of dollars would be empty.
  const isFree = data !== undefined && data.items.every(({ costUsd }) => costUsd === 0);
  const unit = chosenUnit ?? (isFree ? "tokens" : "usd");
  return (
    <SectionCard
      title="Usage"
      description="What models used for your runs, by days that begin at midnight UTC. The demo provider costs nothing; its tokens are an estimate."
    >
      <div className="flex flex-wrap items-center gap-2">
        <SegmentedControl label="Days" segments={periods} value={days} onValueChange={setDays} />
        <SegmentedControl
          label="Unit"
          segments={units}
          value={unit}
          onValueChange={(value) => setUnit(value === "tokens" ? "tokens" : "usd")}
        />
        <ProjectSelect value={projectId} onValueChange={setProjectId} />
      </div>
      {data === undefined && error === undefined ? <Waiting /> : null}
      {error === undefined ? null : (
        <ErrorState size="sm" title="The usage could not be loaded" error={error} onRetry={() => void mutate()} />
      )}
      {data === undefined ? null : <UsageReportView report={data} unit={unit} isOneProject={projectId !== ""} />}
    </SectionCard>
  );
};
