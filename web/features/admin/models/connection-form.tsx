"use client";

import { useState, type FormEvent } from "react";
import type { ProviderSettings, StoreCredential } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { formatCount } from "#web/lib/format/format-count.ts";
import { storeCredential } from "#web/lib/api/admin-providers.ts";
import { providerFacts } from "./provider-facts.ts";

export interface ConnectionFormProps {
  provider: ProviderSettings;
  onStored: () => void;
  onCancel: () => void;
}

const useConnection = ({ provider, onStored }: ConnectionFormProps) => {
  const { name } = provider;
  const [failure, setFailure] = useState<unknown>();
  const [isTesting, setTesting] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    const read = (field: string): string | undefined => {
      const value = values.get(field);
      return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
    };
    const [apiKey, baseUrl] = [read("apiKey"), read("baseUrl")];
    const input: StoreCredential = {
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(baseUrl === undefined ? {} : { baseUrl }),
    };
    setTesting(true);
    setFailure(undefined);
    try {
      const { offeredModels } = await storeCredential(name, input);
      const offers = offeredModels.length === 0 ? "" : `, and offers ${formatCount(offeredModels.length, "model")}`;
      toast.success(`${providerFacts[name].label} accepts this connection${offers}`);
      onStored();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setTesting(false);
    }
  };
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isTesting) void submit(event.currentTarget);
  };
  return { failure, isTesting, onSubmit };
};

/** Key and address of a provider. They are tried before they are kept; the key is never shown again. */
export const ConnectionForm = (props: ConnectionFormProps) => {
  const { provider, onCancel } = props;
  const { failure, isTesting, onSubmit } = useConnection(props);
  const facts = providerFacts[provider.name];
  const keyHint =
    provider.source === "stored" && provider.hasKey
      ? "Leave it empty to keep the stored key at the same address."
      : "Stored encrypted; nobody can read it again, and it is sent to this address alone.";
  return (
    <form className="flex flex-col gap-4.5 rounded-lg bg-sunken p-4 ring-1 ring-line-faint" onSubmit={onSubmit}>
      <div className="grid gap-4.5 lg:grid-cols-2">
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
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onCancel} disabled={isTesting}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isLoading={isTesting}>
          {isTesting ? "Testing" : "Test and save"}
        </Button>
      </div>
    </form>
  );
};
