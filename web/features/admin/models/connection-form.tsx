"use client";

import type { ProviderSettings } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { toast } from "#web/components/toast.tsx";
import { formatCount } from "#web/lib/format/format-count.ts";
import { storeCredential } from "#web/lib/api/admin-providers.ts";
import { TestAndSaveForm, type ReadField } from "../test-and-save-form.tsx";
import { providerFacts } from "./provider-facts.ts";

export interface ConnectionFormProps {
  provider: ProviderSettings;
  onStored: () => void;
  onCancel: () => void;
}

/** Key and address of a provider. They are tried before they are kept; the key is never shown again. */
export const ConnectionForm = ({ provider, onStored, onCancel }: ConnectionFormProps) => {
  const facts = providerFacts[provider.name];
  const save = async (read: ReadField): Promise<void> => {
    const [apiKey, baseUrl] = [read("apiKey"), read("baseUrl")];
    const { offeredModels } = await storeCredential(provider.name, {
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    });
    const offers = offeredModels.length === 0 ? "" : `, and offers ${formatCount(offeredModels.length, "model")}`;
    toast.success(`${facts.label} accepts this connection${offers}`);
    onStored();
  };
  const keyHint =
    provider.source === "stored" && provider.hasKey
      ? "Leave it empty to keep the stored key at the same address."
      : "Stored encrypted; nobody can read it again, and it is sent to this address alone.";
  return (
    <TestAndSaveForm onSave={save} onCancel={onCancel}>
      <Field label="API key" isOptional={facts.isKeyOptional} hint={keyHint}>
        {(control) => (
          <PasswordInput
            {...control}
            secret="key"
            name="apiKey"
            autoComplete="off"
            placeholder={facts.keyPlaceholder}
          />
        )}
      </Field>
      <Field label="Address" hint="Where its interface is, version included.">
        {(control) => (
          <Input
            {...control}
            name="baseUrl"
            inputMode="url"
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            defaultValue={provider.baseUrl ?? ""}
            placeholder={facts.addressPlaceholder}
          />
        )}
      </Field>
    </TestAndSaveForm>
  );
};
