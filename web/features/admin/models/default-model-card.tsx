"use client";

import { useState } from "react";
import { modelOptionsSchema } from "#core/contracts/index.ts";
import { SectionCard } from "#web/components/card.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { toast } from "#web/components/toast.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { chooseDefaultModel } from "#web/lib/api/admin-providers.ts";
import { MODELS_PATH } from "#web/lib/api/choices.ts";

const UNCHOSEN = "";

export interface DefaultModelProps {
  defaultModel: string;
  isChosen: boolean;
  onChanged: () => void;
}

/** The model that runs use which name none. Saved as soon as it is chosen. */
export const DefaultModelCard = ({ defaultModel, isChosen, onChanged }: DefaultModelProps) => {
  const models = useResource(MODELS_PATH, modelOptionsSchema);
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const choose = async (model: string) => {
    setSaving(true);
    setFailure(undefined);
    try {
      const answer = await chooseDefaultModel(model === UNCHOSEN ? null : model);
      toast.success(`New runs use ${answer.defaultModel}`);
      onChanged();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  const offered = (models.data?.items ?? []).map(({ id, isDemo }) => ({
    value: id,
    label: isDemo ? `${id} (built in, calls no AI)` : id,
  }));
  const byEnvironment = {
    value: UNCHOSEN,
    label: isChosen ? "As the server's environment says" : `As the environment says: ${defaultModel}`,
  };
  return (
    <SectionCard
      title="Default model"
      description="What runs use when neither the prompt nor the project names a model. It holds for runs that begin from now on."
    >
      <div className="max-w-md">
        <Field label="Provider and model">
          {(control) => (
            <Select
              {...control}
              value={isChosen ? defaultModel : UNCHOSEN}
              isDisabled={isSaving || models.data === undefined}
              onValueChange={(value) => void choose(value)}
              options={[byEnvironment, ...offered]}
            />
          )}
        </Field>
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </SectionCard>
  );
};
