"use client";

import type { Run } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { Select } from "#web/components/select.tsx";
import { useModels } from "#web/hooks/use-models.ts";
import { useResource } from "#web/hooks/use-resource.ts";
import { PROMPT_VERSIONS_PATH, promptVersionPageSchema } from "#web/lib/api/choices.ts";

export interface RetryFieldsProps {
  run: Run;
  /** `provider/model`. */
  model: string;
  onModel: (model: string) => void;
  /** A number as text; empty takes the active version. */
  version: string;
  onVersion: (version: string) => void;
}

/** Model and version of the system prompt that a run is tried again with. */
export const RetryFields = ({ run, model, onModel, version, onVersion }: RetryFieldsProps) => {
  const models = useModels().data?.items ?? [];
  const versions = useResource(PROMPT_VERSIONS_PATH, promptVersionPageSchema).data?.items ?? [];
  const own = `${run.provider}/${run.model}`;
  const offered = models.map(({ id, isDemo }) => ({
    value: id,
    label: `${id}${isDemo ? " (built in, calls no AI)" : ""}${id === own ? ", as before" : ""}`,
  }));
  const known = offered.some(({ value }) => value === own)
    ? offered
    : [{ value: own, label: `${own}, as before` }, ...offered];
  return (
    <div className="grid gap-4.5 sm:grid-cols-2">
      <Field label="Provider and model">
        {(control) => <Select {...control} value={model} onValueChange={onModel} options={known} />}
      </Field>
      <Field label="System prompt" hint={`The first run used version ${run.promptVersion}.`}>
        {(control) => (
          <Select
            {...control}
            value={version}
            onValueChange={onVersion}
            options={[
              { value: "", label: "The active version" },
              ...versions.map((one) => ({ value: String(one.version), label: `Version ${one.version}` })),
            ]}
          />
        )}
      </Field>
    </div>
  );
};
