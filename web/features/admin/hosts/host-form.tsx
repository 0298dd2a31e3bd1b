"use client";

import type { HostConnection } from "#core/contracts/index.ts";
import { CodeBlock } from "#web/components/code-block.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { toast } from "#web/components/toast.tsx";
import { connectHost } from "#web/lib/api/admin-hosts.ts";
import { TestAndSaveForm, type ReadField } from "../test-and-save-form.tsx";
import { hostFacts } from "./host-facts.ts";

export interface HostFormProps {
  connection: HostConnection;
  onStored: () => void;
  onCancel: () => void;
}

const Fields = ({ connection }: Pick<HostFormProps, "connection">) => {
  const facts = hostFacts[connection.host];
  const isKept = connection.source !== "none";
  return (
    <>
      <Field
        label="Access token"
        hint={isKept ? "Leave it empty to keep the one there is." : "Stored encrypted; nobody can read it again."}
      >
        {(control) => (
          <PasswordInput {...control} name="token" autoComplete="off" placeholder={facts.tokenPlaceholder} />
        )}
      </Field>
      <Field label={facts.scopeLabel} isOptional hint={facts.scopeHint}>
        {(control) => (
          <Input
            {...control}
            name="scopeId"
            spellCheck={false}
            autoComplete="off"
            className="font-mono"
            defaultValue={connection.scopeId ?? ""}
            placeholder={facts.scopePlaceholder}
          />
        )}
      </Field>
      <Field
        label="Webhook secret"
        isOptional
        hint={connection.hasWebhookSecret ? "Leave it empty to keep the one there is." : facts.secretHint}
      >
        {(control) => <PasswordInput {...control} name="webhookSecret" autoComplete="off" />}
      </Field>
      <div className="flex min-w-0 flex-col gap-1.5">
        <p className="text-base font-medium">Address for its webhooks</p>
        <CodeBlock code={connection.webhookUrl} copyLabel="Copy the address for webhooks" />
      </div>
    </>
  );
};

/** Token, scope and webhook secret of a deploy host. The token is tried before it is kept, and never shown again. */
export const HostForm = ({ connection, onStored, onCancel }: HostFormProps) => {
  const { host } = connection;
  const save = async (read: ReadField): Promise<void> => {
    const [token, webhookSecret] = [read("token"), read("webhookSecret")];
    await connectHost(host, {
      scopeId: read("scopeId") ?? null,
      ...(token === undefined ? {} : { token }),
      ...(webhookSecret === undefined ? {} : { webhookSecret }),
    });
    toast.success(`${hostFacts[host].label} accepts this connection`);
    onStored();
  };
  return (
    <TestAndSaveForm onSave={save} onCancel={onCancel}>
      <Fields connection={connection} />
    </TestAndSaveForm>
  );
};
