"use client";

import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { FindingList } from "#web/components/finding-list.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { DEPLOY_HOSTS_PATH, deployHostsSchema } from "#web/lib/api/admin-hosts.ts";
import { checkProjectHost } from "#web/lib/api/deployments.ts";
import { nameDeployHost } from "#web/lib/projects/name-deploy-host.ts";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

/** What the choice asks of the project, before it is made. */
const describeChoice = (host: string, { gitHost }: ProjectCardProps["project"]): string =>
  host === "render" && gitHost !== "github"
    ? "Render builds from a repository on GitHub. Move this project's there first, under Repository."
    : "An admin connects more hosts under Admin, Deploy hosts.";

/** Asks the host that was chosen whether it can deploy the project; what it builds here needs nobody's leave. */
const useHostCheck = ({ id }: ProjectCardProps["project"]) => {
  const [findings, setFindings] = useState<Awaited<ReturnType<typeof checkProjectHost>>>();
  const [failure, setFailure] = useState<unknown>();
  const [isChecking, setChecking] = useState(false);
  const check = async () => {
    setChecking(true);
    setFailure(undefined);
    try {
      setFindings(await checkProjectHost(id));
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setChecking(false);
    }
  };
  return { findings, failure, isChecking, check };
};

/** Where the project is built and served from now on, and whether that host can. */
export const DeployHostCard = (props: ProjectCardProps) => {
  const { project } = props;
  const { save, isSaving, failure } = useSaveProject(props);
  const [host, setHost] = useState(project.deployHost);
  const checking = useHostCheck(project);
  const isElsewhere = project.deployHost !== "local" && project.deployHost !== "folder";
  const { data } = useResource(DEPLOY_HOSTS_PATH, deployHostsSchema);
  const hosts = data?.items ?? [project.deployHost];
  const options = [
    ...hosts.map((value) => ({ value, label: nameDeployHost(value) })),
    ...(hosts.includes(project.deployHost)
      ? []
      : [{ value: project.deployHost, label: `${nameDeployHost(project.deployHost)} (not connected now)` }]),
  ];
  return (
    <SectionCard
      title="Deploy host"
      description="Where branches are built and served. Deployments that are there already stay where they are; the next one goes to the host you choose."
      footer={
        <>
          {isElsewhere && host === project.deployHost ? (
            <Button
              icon={<RefreshCw aria-hidden="true" />}
              isLoading={checking.isChecking}
              onClick={() => void checking.check()}
            >
              Check {nameDeployHost(host)}
            </Button>
          ) : null}
          <Button
            variant="primary"
            isLoading={isSaving}
            disabled={host === project.deployHost}
            onClick={() => void save({ deployHost: host })}
          >
            Save deploy host
          </Button>
        </>
      }
    >
      <Field label="Built and served by" hint={describeChoice(host, project)}>
        {(control) => <Select {...control} options={options} value={host} onValueChange={setHost} />}
      </Field>
      {checking.findings === undefined || host !== project.deployHost ? null : (
        <FindingList findings={checking.findings} checkedAt={null} />
      )}
      {checking.failure === undefined ? null : <ProblemNote error={checking.failure} />}
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </SectionCard>
  );
};
