"use client";

import { useState } from "react";
import { createProjectSchema } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

/** The name people read. The address stays, so that no link and no clone breaks. */
export const GeneralCard = (props: ProjectCardProps) => {
  const { project } = props;
  const [name, setName] = useState(project.name);
  const [error, setError] = useState<string>();
  const { save, isSaving, failure } = useSaveProject(props);
  const submit = () => {
    const parsed = createProjectSchema.shape.name.safeParse(name);
    setError(parsed.success ? undefined : "Enter a name of 1 to 60 characters.");
    if (parsed.success && !isSaving) void save({ name: parsed.data });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <SectionCard
        title="Name"
        description="What people read. The project's address stays as it is, so that no link and no clone breaks."
        footer={
          <Button type="submit" variant="primary" isLoading={isSaving} disabled={name.trim() === project.name}>
            Save name
          </Button>
        }
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Name" error={error}>
            {(control) => (
              <Input {...control} value={name} maxLength={60} onChange={(event) => setName(event.target.value)} />
            )}
          </Field>
          <Field label="Address">{(control) => <Input {...control} value={project.slug} disabled readOnly />}</Field>
        </div>
        {failure === undefined ? null : <ProblemNote error={failure} />}
      </SectionCard>
    </form>
  );
};
