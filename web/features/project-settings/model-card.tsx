"use client";

import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useIsDemo, usePublicConfig } from "#web/hooks/use-app.tsx";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

/** Which model works on this project. */
export const ModelCard = (props: ProjectCardProps) => {
  const { project } = props;
  const { provider, model } = usePublicConfig();
  const isDemo = useIsDemo();
  const [name, setName] = useState(project.model ?? "");
  const { save, isSaving, failure } = useSaveProject(props);
  const chosen = name.trim() === "" ? null : name.trim();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void save({ model: chosen });
      }}
    >
      <SectionCard
        title="Model"
        description={
          isDemo
            ? "The built-in demo provider answers here: it writes apps from patterns and calls no AI. Name another once a model is connected."
            : "Which model works on your prompts, unless a prompt names another."
        }
        footer={
          <Button type="submit" variant="primary" isLoading={isSaving} disabled={chosen === project.model}>
            Save model
          </Button>
        }
      >
        <Field label="Provider and model" hint={`As provider/model. Empty takes the default: ${provider}/${model}.`}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={200}
              spellCheck={false}
              autoComplete="off"
              placeholder={`${provider}/${model}`}
              className="max-w-md font-mono"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {failure === undefined ? null : <ProblemNote error={failure} />}
      </SectionCard>
    </form>
  );
};
