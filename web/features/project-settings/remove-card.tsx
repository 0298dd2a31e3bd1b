"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useSWRConfig } from "swr";
import type { ProjectAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { toast } from "#web/components/toast.tsx";
import { PROJECTS_PATH, removeProject } from "#web/lib/api/projects.ts";

/** The end of a project. */
export const RemoveCard = ({ project }: { project: ProjectAnswer }) => {
  const router = useRouter();
  const { mutate } = useSWRConfig();
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    await removeProject(project.id);
    await mutate((key) => typeof key === "string" && key.includes(PROJECTS_PATH), undefined, { revalidate: false });
    toast.success(`${project.name} is deleted`);
    router.replace("/projects");
    router.refresh();
  };
  return (
    <SectionCard
      tone="danger"
      title="Delete project"
      description={
        project.gitHost === "github"
          ? `Its previews, production, runs and history here go with it. The repository ${project.repositoryName ?? ""} stays on GitHub.`
          : "Its repository, previews, production, runs and history go with it. Clone it first if you may want it again."
      }
      footer={
        <Button variant="danger" onClick={() => setAsking(true)}>
          Delete project
        </Button>
      }
    >
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Delete ${project.name}?`}
        description={
          project.gitHost === "github"
            ? "Everything that belongs to it here is removed at once, and there is no way back. Nothing changes on GitHub."
            : "Everything that belongs to it is removed at once. There is no way back."
        }
        confirmLabel="Delete project"
        isDangerous
        typedConfirmation={project.slug}
        onConfirm={remove}
      />
    </SectionCard>
  );
};
