"use client";

import { useState } from "react";
import { saveVariableSchema, type DeployEnvironment, type SaveVariable } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { Textarea } from "#web/components/textarea.tsx";
import { readFieldErrors, type FieldErrors } from "#web/lib/forms/read-field-errors.ts";

const reaches: Record<string, DeployEnvironment[]> = {
  both: ["preview", "production"],
  preview: ["preview"],
  production: ["production"],
};
const segments = [
  { value: "both", label: "Everywhere" },
  { value: "preview", label: "Previews" },
  { value: "production", label: "Production" },
];

const useVariableForm = (onSave: (variable: SaveVariable) => Promise<void>) => {
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const [reach, setReach] = useState("both");
  const [errors, setErrors] = useState<FieldErrors<SaveVariable>>({});
  const [failure, setFailure] = useState<unknown>();
  const [isSaving, setSaving] = useState(false);
  const save = async () => {
    const parsed = saveVariableSchema.safeParse({ name: name.trim(), value, environments: reaches[reach] });
    setErrors(parsed.success ? {} : readFieldErrors<SaveVariable>(parsed.error));
    setFailure(undefined);
    if (!parsed.success) return;
    setSaving(true);
    try {
      await onSave(parsed.data);
      setName("");
      setValue("");
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  return { name, setName, value, setValue, reach, setReach, errors, failure, isSaving, save };
};

/** Sets a variable, new or known. What is entered is never shown again. */
export const VariableForm = ({ onSave }: { onSave: (variable: SaveVariable) => Promise<void> }) => {
  const form = useVariableForm(onSave);
  return (
    <form
      className="flex flex-col gap-4.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!form.isSaving) void form.save();
      }}
    >
      <div className="grid gap-4.5 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Field label="Name" error={form.errors.name}>
          {(control) => (
            <Input
              {...control}
              className="font-mono"
              value={form.name}
              maxLength={128}
              placeholder="STRIPE_SECRET_KEY"
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => form.setName(event.target.value)}
            />
          )}
        </Field>
        <Field label="Value" error={form.errors.value}>
          {(control) => (
            <Textarea
              {...control}
              className="min-h-9! py-1.5! font-mono"
              rows={1}
              value={form.value}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => form.setValue(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl
          label="Where it is set"
          size="md"
          segments={segments}
          value={form.reach}
          onValueChange={form.setReach}
        />
        <Button type="submit" variant="primary" isLoading={form.isSaving}>
          Save variable
        </Button>
      </div>
      {form.failure === undefined ? null : <ProblemNote error={form.failure} />}
    </form>
  );
};
