"use client";

import { useState } from "react";
import { addDomainSchema } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { readDomainName } from "./read-domain-name.ts";

/** Adds a domain to production. */
export const DomainForm = ({ onAdd }: { onAdd: (name: string) => Promise<void> }) => {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isAdding, setAdding] = useState(false);
  const add = async () => {
    const parsed = addDomainSchema.safeParse({ name: readDomainName(name) });
    setError(parsed.success ? undefined : parsed.error.issues[0]?.message);
    setFailure(undefined);
    if (!parsed.success) return;
    setAdding(true);
    try {
      await onAdd(parsed.data.name);
      setName("");
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setAdding(false);
    }
  };
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isAdding) void add();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-60 flex-1">
          <Field label="Domain" error={error} hint="One that is yours, or a part of one: example.com, app.example.com.">
            {(control) => (
              <Input
                {...control}
                inputMode="url"
                value={name}
                maxLength={300}
                placeholder="app.example.com"
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="max-sm:w-full sm:mt-6.5" isLoading={isAdding}>
          Add domain
        </Button>
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </form>
  );
};
