"use client";

import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { DEPLOY_HOSTS_PATH, deployHostsSchema } from "#web/lib/api/admin-hosts.ts";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

const names: Record<string, string> = {
  local: "This installation",
  vercel: "Vercel",
  render: "Render",
  folder: "A folder of this server",
};

const toLabel = (host: string): string => names[host] ?? host;

/** Where the project is built and served from now on. */
export const DeployHostCard = (props: ProjectCardProps) => {
  const { project } = props;
  const { save, isSaving, failure } = useSaveProject(props);
  const [host, setHost] = useState(project.deployHost);
  const { data } = useResource(DEPLOY_HOSTS_PATH, deployHostsSchema);
  const hosts = data?.items ?? [project.deployHost];
  const options = [
    ...hosts.map((value) => ({ value, label: toLabel(value) })),
    ...(hosts.includes(project.deployHost)
      ? []
      : [{ value: project.deployHost, label: `${toLabel(project.deployHost)} (not connected now)` }]),
  ];
  return (
    <SectionCard
      title="Deploy host"
      description="Where branches are built and served. Deployments that are there already stay where they are; the next one goes to the host you choose."
      footer={
        <Button
          variant="primary"
          isLoading={isSaving}
          disabled={host === project.deployHost}
          onClick={() => void save({ deployHost: host })}
        >
          Save
        </Button>
      }
    >
      <Field label="Deploy host" hint="An admin connects more of them under Administration, Deploy hosts.">
        {(control) => <Select {...control} options={options} value={host} onValueChange={setHost} />}
      </Field>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </SectionCard>
  );
};
