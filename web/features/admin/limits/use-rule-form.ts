import { useState } from "react";
import { toast } from "#web/components/toast.tsx";

/** One rule as a person changes it: its fields as text, and saving it. */
export const useRuleForm = <Field extends string>(
  saved: Record<Field, string>,
  send: (fields: Record<Field, string>) => Promise<unknown>,
) => {
  const [draft, setDraft] = useState<Record<Field, string> | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const fields = draft ?? saved;
  const isChanged = JSON.stringify(fields) !== JSON.stringify(saved);
  const save = async (): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    setFailure(undefined);
    try {
      await send(fields);
      setDraft(null);
      toast.success("Saved; it holds from the next call on");
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setSaving(false);
    }
  };
  return {
    fields,
    change: (name: Field, value: string) => setDraft({ ...fields, [name]: value }),
    isChanged,
    isSaving,
    failure,
    save,
  };
};
