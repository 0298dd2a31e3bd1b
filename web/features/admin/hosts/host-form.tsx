"use client";

import { useState, type FormEvent } from "react";
import type { HostConnection } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { CodeBlock } from "#web/components/code-block.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { PasswordInput } from "#web/components/password-input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { connectHost } from "#web/lib/api/admin-hosts.ts";
import { hostFacts } from "./host-facts.ts";

export interface HostFormProps {
  connection: HostConnection;
  onStored: () => void;
  onCancel: () => void;
}

const useHostForm = ({ connection: { host }, onStored }: HostFormProps) => {
  const [failure, setFailure] = useState<unknown>();
  const [isTesting, setTesting] = useState(false);
  const submit = async (form: HTMLFormElement) => {
    const values = new FormData(form);
    const read = (field: string): string | undefined => {
      const value = values.get(field);
      return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
    };
    const [token, webhookSecret] = [read("token"), read("webhookSecret")];
    setTesting(true);
    setFailure(undefined);
    try {
      await connectHost(host, {
        scopeId: read("scopeId") ?? null,
        ...(token === undefined ? {} : { token }),
        ...(webhookSecret === undefined ? {} : { webhookSecret }),
      });
      toast.success(`${hostFacts[host].label} accepts this connection`);
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

const Fields = ({ connection }: Pick<HostFormProps, "connection">) => {
  const facts = hostFacts[connection.host];
  const isKept = connection.source !== "none";
  return (
    <div className="grid gap-4.5 lg:grid-cols-2">
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
    </div>
  );
};

/** Token, scope and webhook secret of a deploy host. The token is tried before it is kept, and never shown again. */
export const HostForm = (props: HostFormProps) => {
  const { failure, isTesting, onSubmit } = useHostForm(props);
  return (
    <form className="flex flex-col gap-4.5 rounded-lg bg-sunken p-4 ring-1 ring-line-faint" onSubmit={onSubmit}>
      <Fields connection={props.connection} />
      {failure === undefined ? null : <ProblemNote error={failure} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={props.onCancel} disabled={isTesting}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" isLoading={isTesting}>
          {isTesting ? "Testing" : "Test and save"}
        </Button>
      </div>
    </form>
  );
};
