"use client";

import { Globe, Lock } from "lucide-react";
import { SectionCard } from "#web/components/card.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

/** Who may open the previews. Production is for everyone. */
export const PreviewCard = (props: ProjectCardProps) => {
  const { project } = props;
  const { save, failure } = useSaveProject(props);
  const isPublic = project.previewVisibility === "public";
  return (
    <SectionCard
      title="Previews"
      description={
        isPublic
          ? "Anyone with the address of a branch's preview can open it."
          : "Only you can open a branch's preview, signed in on this installation. Production is for everyone."
      }
      aside={
        <SegmentedControl
          label="Who may open previews"
          size="md"
          value={project.previewVisibility}
          onValueChange={(value) => void save({ previewVisibility: value === "public" ? "public" : "private" })}
          segments={[
            { value: "private", label: "Only you", icon: <Lock aria-hidden="true" /> },
            { value: "public", label: "Anyone", icon: <Globe aria-hidden="true" /> },
          ]}
        />
      }
    >
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </SectionCard>
  );
};
