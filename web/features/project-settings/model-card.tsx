"use client";

import { useState } from "react";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select, type SelectOption } from "#web/components/select.tsx";
import { useIsDemo, usePublicConfig } from "#web/hooks/use-app.tsx";
import { useModels } from "#web/hooks/use-models.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import { PROMPT_VERSIONS_PATH, promptVersionPageSchema } from "#web/lib/api/choices.ts";
import { useSaveProject, type ProjectCardProps } from "./use-save-project.ts";

const USUAL = "";

/** The installation's default first, then what there is, and what the project has even where that is gone by now. */
const listOptions = (usual: string, options: SelectOption[], current: string): SelectOption[] => [
  { value: USUAL, label: usual },
  ...options,
  ...(current === USUAL || options.some(({ value }) => value === current)
    ? []
    : [{ value: current, label: `${current} (not offered here now)` }]),
];

const useModelOptions = (current: string): SelectOption[] => {
  const { provider, model } = usePublicConfig();
  const { data } = useModels();
  const offered = (data?.items ?? []).map(({ id, isDemo }) => ({
    value: id,
    label: isDemo ? `${id} (built in, calls no AI)` : id,
  }));
  const options = data === undefined && current !== USUAL ? [{ value: current, label: current }] : offered;
  return listOptions(`The default: ${data?.default ?? `${provider}/${model}`}`, options, current);
};

const useVersionOptions = (current: string): SelectOption[] => {
  const { data } = useResource(PROMPT_VERSIONS_PATH, promptVersionPageSchema);
  const offered = (data?.items ?? []).map(({ version, isActive }) => ({
    value: String(version),
    label: `Version ${version}${isActive ? " (active now)" : ""}`,
  }));
  return data === undefined && current !== USUAL
    ? [{ value: current, label: `Version ${current}` }]
    : listOptions("The active version, whichever that is", offered, current);
};

/** Which model, with which version of the system prompt, works on this project. */
export const ModelCard = (props: ProjectCardProps) => {
  const { project } = props;
  const isDemo = useIsDemo();
  const [model, setModel] = useState(project.model ?? USUAL);
  const [version, setVersion] = useState(String(project.promptVersion ?? USUAL));
  const { save, isSaving, failure } = useSaveProject(props);
  const models = useModelOptions(model);
  const versions = useVersionOptions(version);
  const patch = {
    model: model === USUAL ? null : model,
    promptVersion: version === USUAL ? null : Number(version),
  };
  const isChanged = patch.model !== project.model || patch.promptVersion !== project.promptVersion;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isSaving) void save(patch);
      }}
    >
      <SectionCard
        title="Model"
        description={
          isDemo
            ? "The built-in demo provider answers here: it writes apps from patterns and calls no AI. An admin can connect a model under Admin, Models."
            : "Which model works on your prompts, unless a prompt names another."
        }
        footer={
          <Button type="submit" variant="primary" isLoading={isSaving} disabled={!isChanged}>
            Save model
          </Button>
        }
      >
        <div className="grid gap-4.5 sm:grid-cols-2">
          <Field label="Provider and model">
            {(control) => <Select {...control} value={model} onValueChange={setModel} options={models} />}
          </Field>
          <Field label="System prompt">
            {(control) => <Select {...control} value={version} onValueChange={setVersion} options={versions} />}
          </Field>
        </div>
        {failure === undefined ? null : <ProblemNote error={failure} />}
      </SectionCard>
    </form>
  );
};
