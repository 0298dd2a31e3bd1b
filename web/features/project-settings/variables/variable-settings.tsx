"use client";

import { Braces } from "lucide-react";
import { useState } from "react";
import type { ProjectAnswer, SaveVariable } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { EmptyState } from "#web/components/empty-state.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProjectFrame } from "#web/components/project-nav.tsx";
import { RelativeTime } from "#web/components/relative-time.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { Table, type Column } from "#web/components/table.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { removeVariable, saveVariable, variablePageSchema, variablesPath } from "#web/lib/api/variables.ts";
import { groupVariables, type VariableGroup } from "./group-variables.ts";
import { VariableForm } from "./variable-form.tsx";

const createColumns = (onRemove: (group: VariableGroup) => void): Column<VariableGroup>[] => [
  { key: "name", header: "Name", render: ({ name }) => <code className="break-all">{name}</code> },
  {
    key: "reach",
    header: "Set for",
    render: ({ environments }) => (
      <span className="flex flex-wrap gap-1">
        {environments.map((environment) => (
          <Badge key={environment} tone={environment === "production" ? "success" : "neutral"}>
            {environment === "production" ? "Production" : "Previews"}
          </Badge>
        ))}
      </span>
    ),
  },
  {
    key: "updated",
    header: "Changed",
    render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
  {
    key: "remove",
    header: "Remove",
    isHeaderHidden: true,
    align: "right",
    render: (group) => (
      <Button size="sm" aria-label={`Remove ${group.name}`} onClick={() => onRemove(group)}>
        Remove
      </Button>
    ),
  },
];

const VariableList = ({ projectId, onRemove }: { projectId: string; onRemove: (group: VariableGroup) => void }) => {
  const { data, error, mutate } = useResource(variablesPath(projectId), variablePageSchema);
  if (data === undefined && error !== undefined) {
    return (
      <ErrorState size="sm" title="The variables could not be loaded" error={error} onRetry={() => void mutate()} />
    );
  }
  if (data === undefined) {
    return (
      <LoadingRegion label="Loading variables">
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  if (data.items.length === 0) {
    return (
      <EmptyState size="sm" icon={<Braces aria-hidden="true" />} title="No variables yet">
        What your app needs to know and the repository must not hold: keys, addresses, switches.
      </EmptyState>
    );
  }
  return (
    <Table
      caption="Environment variables"
      columns={createColumns(onRemove)}
      rows={groupVariables(data.items)}
      rowKey={({ name }) => name}
    />
  );
};

/** Environment variables of a project: set one, see which there are, remove one. Values are never shown. */
export const VariableSettings = ({ project }: { project: ProjectAnswer }) => {
  const { mutate } = useResource(variablesPath(project.id), variablePageSchema);
  const [removing, setRemoving] = useState<VariableGroup>();
  const save = async (variable: SaveVariable) => {
    await mutate(await saveVariable(project.id, variable), { revalidate: false });
    toast.success(`${variable.name} is set. The next deployment has it.`);
  };
  const remove = async () => {
    if (removing === undefined) return;
    await removeVariable(project.id, removing.name);
    await mutate();
    toast.success(`${removing.name} is removed`);
  };
  return (
    <ProjectFrame project={project} title="Environment variables">
      <SectionCard
        title="Set a variable"
        description="Your app gets it when it is built and when it runs, from the next deployment on. The AI never sees the value, and nobody can read it again, not even you. Names that begin with VITE_ or NEXT_PUBLIC_ end up in the browser."
      >
        <VariableForm onSave={save} />
      </SectionCard>
      <SectionCard title="Variables of this project">
        <VariableList projectId={project.id} onRemove={setRemoving} />
      </SectionCard>
      <ConfirmDialog
        isOpen={removing !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) setRemoving(undefined);
        }}
        title={`Remove ${removing?.name ?? "the variable"}?`}
        description="What is deployed next does without it, in previews and in production. Its value cannot be brought back."
        confirmLabel="Remove variable"
        isDangerous
        onConfirm={remove}
      />
    </ProjectFrame>
  );
};
