"use client";

import { useState } from "react";
import { createStatusEndpointSchema } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { Input } from "#web/components/input.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";

/** Adds an address that hears about deployments. */
export const EndpointForm = ({ onAdd }: { onAdd: (url: string) => Promise<void> }) => {
  const [url, setUrl] = useState("");
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isAdding, setAdding] = useState(false);
  const add = async () => {
    const parsed = createStatusEndpointSchema.safeParse({ url });
    setError(parsed.success ? undefined : parsed.error.issues[0]?.message);
    setFailure(undefined);
    if (!parsed.success) return;
    setAdding(true);
    try {
      await onAdd(parsed.data.url);
      setUrl("");
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
          <Field label="Address" error={error} hint="It must be reachable from the internet.">
            {(control) => (
              <Input
                {...control}
                type="url"
                value={url}
                maxLength={2_000}
                placeholder="https://example.com/hooks/deployments"
                autoComplete="off"
                spellCheck={false}
                onChange={(event) => setUrl(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" variant="primary" className="sm:mt-6.5" isLoading={isAdding}>
          Add address
        </Button>
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </form>
  );
};
