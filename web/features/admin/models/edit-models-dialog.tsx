"use client";

import { Plus, X } from "lucide-react";
import { useState } from "react";
import type { ProviderSettings } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Dialog } from "#web/components/dialog.tsx";
import { IconButton } from "#web/components/icon-button.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { saveModels } from "#web/lib/api/admin-providers.ts";
import { emptyDraft, readDrafts, toDraft, type ModelDraft } from "./model-draft.ts";
import { providerFacts } from "./provider-facts.ts";

export interface EditModelsProps {
  provider: ProviderSettings;
  isOpen: boolean;
  onClose: () => void;
  onSaved: () => void;
}

const fields = [
  { name: "name", label: "Model", width: "col-span-4 sm:col-span-1", isNumber: false },
  { name: "contextTokens", label: "Context", width: "", isNumber: true },
  { name: "inputPrice", label: "Input $", width: "", isNumber: true },
  { name: "cachedInputPrice", label: "Cached $", width: "", isNumber: true },
  { name: "outputPrice", label: "Output $", width: "", isNumber: true },
] as const;

const grid = "grid grid-cols-4 gap-2 sm:grid-cols-[minmax(10rem,1fr)_7rem_5.5rem_5.5rem_5.5rem]";

interface RowProps {
  draft: ModelDraft;
  number: number;
  onChange: (draft: ModelDraft) => void;
  onRemove: () => void;
}

const Row = ({ draft, number, onChange, onRemove }: RowProps) => (
  <li className="flex items-start gap-1.5">
    <div className={`${grid} min-w-0 flex-1`}>
      {fields.map(({ name, label, width, isNumber }) => (
        <Input
          key={name}
          aria-label={`${label} of model ${number}`}
          value={draft[name]}
          className={`${width} ${isNumber ? "figures" : "font-mono"}`}
          spellCheck={false}
          autoComplete="off"
          inputMode={isNumber ? "decimal" : "text"}
          onChange={(event) => onChange({ ...draft, [name]: event.target.value })}
        />
      ))}
    </div>
    <IconButton
      label={`Remove ${draft.name || `model ${number}`}`}
      icon={<X aria-hidden="true" />}
      onClick={onRemove}
    />
  </li>
);

const Rows = ({ drafts, onDrafts }: { drafts: readonly ModelDraft[]; onDrafts: (drafts: ModelDraft[]) => void }) => (
  <>
    <div className={`${grid} pr-10 text-sm text-ink-subtle max-sm:hidden`} aria-hidden="true">
      {fields.map(({ name, label }) => (
        <span key={name}>{label}</span>
      ))}
    </div>
    <ul className="flex flex-col gap-3 sm:gap-2">
      {drafts.map((draft, index) => (
        <Row
          key={draft.id}
          draft={draft}
          number={index + 1}
          onChange={(changed) => onDrafts(drafts.with(index, changed))}
          onRemove={() => onDrafts(drafts.filter((other) => other !== draft))}
        />
      ))}
    </ul>
    <Button
      size="sm"
      className="self-start"
      icon={<Plus aria-hidden="true" />}
      onClick={() => onDrafts([...drafts, emptyDraft(crypto.randomUUID())])}
    >
      Add a model
    </Button>
  </>
);

const useModelList = ({ provider, onClose, onSaved }: EditModelsProps) => {
  const [drafts, setDrafts] = useState(() => provider.models.map(toDraft));
  const [mistake, setMistake] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const send = async (models: Parameters<typeof saveModels>[1]) => {
    setSaving(true);
    setFailure(undefined);
    try {
      await saveModels(provider.name, models);
      toast.success("Models saved");
      onClose();
      onSaved();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  const save = () => {
    const read = readDrafts(drafts);
    setMistake(read.mistake ?? undefined);
    if (read.models !== null) void send(read.models);
  };
  return { drafts, setDrafts, mistake, failure, isSaving, save, reset: () => void send(null) };
};

/** A provider's model list as a table of inputs. Prices are in US dollars per million tokens; they feed budgets and costs. */
export const EditModelsDialog = (props: EditModelsProps) => {
  const { provider, isOpen, onClose } = props;
  const { drafts, setDrafts, mistake, failure, isSaving, save, reset } = useModelList(props);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      size="lg"
      title={`Models of ${providerFacts[provider.name].label}`}
      description="Prices are in US dollars per million tokens; costs and budgets go by them. An empty cached price is the input price."
      footer={
        <>
          {provider.hasOwnModels ? (
            <Button variant="ghost" className="mr-auto" disabled={isSaving} onClick={reset}>
              Back to the built-in list
            </Button>
          ) : null}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" isLoading={isSaving} onClick={save}>
            Save models
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Rows drafts={drafts} onDrafts={setDrafts} />
        {mistake === undefined ? null : (
          <p role="alert" className="text-sm text-danger-text">
            {mistake}
          </p>
        )}
        {failure === undefined ? null : <ProblemNote error={failure} />}
      </div>
    </Dialog>
  );
};
