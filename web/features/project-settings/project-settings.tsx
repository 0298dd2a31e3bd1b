"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import type { ProjectAnswer } from "#core/contracts/index.ts";
import { ProjectNav } from "#web/components/project-nav.tsx";
import { DeployHostCard } from "./deploy-host-card.tsx";
import { BudgetCard } from "#web/components/budgets/budget-card.tsx";
import { GeneralCard } from "./general-card.tsx";
import { ModelCard } from "./model-card.tsx";
import { PreviewCard } from "./preview-card.tsx";
import { RepairCard } from "./repair-card.tsx";
import { RemoveCard } from "./remove-card.tsx";
import { RepositoryCard } from "./repository-card.tsx";

/** Everything about a project that is not its code. */
export const ProjectSettings = ({ project: first }: { project: ProjectAnswer }) => {
  const [project, setProject] = useState(first);
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-6">
      <header className="flex flex-col gap-1">
        <Link
          href={`/projects/${project.id}`}
          className="-ml-1 inline-flex max-w-full items-center gap-1 self-start rounded-sm text-sm text-ink-subtle hover:text-ink coarse:py-2"
        >
          <ChevronLeft className="size-4 shrink-0" aria-hidden="true" />
          <span className="truncate">Back to {project.name}</span>
        </Link>
        <h1 className="text-2xl font-semibold">Project settings</h1>
      </header>
      <ProjectNav projectId={project.id} />
      <GeneralCard project={project} onSaved={setProject} />
      <ModelCard project={project} onSaved={setProject} />
      <BudgetCard
        projectId={project.id}
        title="Budgets"
        description="What the runs of this project may use. The call of a model that could go past a budget is not sent; what was done until then is kept, and the run can go on once there is room."
        aside={
          <Link href={`/settings/usage?project=${project.id}`} className="text-sm text-accent-text hover:underline">
            Usage of this project
          </Link>
        }
      />
      <PreviewCard project={project} onSaved={setProject} />
      <RepairCard projectId={project.id} />
      <DeployHostCard project={project} onSaved={setProject} />
      <RepositoryCard project={project} onSaved={setProject} />
      <RemoveCard project={project} />
    </div>
  );
};
