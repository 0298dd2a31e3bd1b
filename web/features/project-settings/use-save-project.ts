"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";
import type { ProjectAnswer, UpdateProject } from "#core/contracts/index.ts";
import { toast } from "#web/components/toast.tsx";
import { PROJECTS_PATH, updateProject } from "#web/lib/api/projects.ts";

export interface ProjectCardProps {
  project: ProjectAnswer;
  onSaved: (project: ProjectAnswer) => void;
}

/** Saves a change of a project and says so; keeps what went wrong. */
export const useSaveProject = ({ project, onSaved }: ProjectCardProps) => {
  const { mutate } = useSWRConfig();
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const save = async (patch: UpdateProject): Promise<void> => {
    setSaving(true);
    setFailure(undefined);
    try {
      onSaved(await updateProject(project.id, patch));
      toast.success("Saved");
      await mutate((key) => typeof key === "string" && key.includes(PROJECTS_PATH));
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  return { save, isSaving, failure };
};
