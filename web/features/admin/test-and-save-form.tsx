"use client";

import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";

/** What was entered into a field, without the space around it; undefined when nothing was. */
export type ReadField = (name: string) => string | undefined;

export interface TestAndSaveFormProps {
  /** Tries what was entered and keeps it; what it rejects with is shown, and the form stays. */
  onSave: (read: ReadField) => Promise<void>;
  onCancel: () => void;
  /** Fields with a `name` each. */
  children: ReactNode;
}

const createReader = (form: HTMLFormElement): ReadField => {
  const values = new FormData(form);
  return (name) => {
    const value = values.get(name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  };
};

/** A form whose entries are tried before they are kept, such as a key or a token. */
export const TestAndSaveForm = ({ onSave, onCancel, children }: TestAndSaveFormProps) => {
  const [failure, setFailure] = useState<unknown>();
  const [isTesting, setTesting] = useState(false);
  const save = async (read: ReadField) => {
    setTesting(true);
    setFailure(undefined);
    try {
      await onSave(read);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setTesting(false);
    }
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isTesting) void save(createReader(event.currentTarget));
  };
  return (
    <form className="flex flex-col gap-4.5 rounded-lg bg-sunken p-4 ring-1 ring-line-faint" onSubmit={submit}>
      <div className="grid gap-4.5 lg:grid-cols-2">{children}</div>
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
