"use client";

import { useState, type ComponentProps } from "react";
import { Button, type ButtonProps } from "./button.tsx";
import { Field } from "./field.tsx";
import { Input } from "./input.tsx";
import { ProblemNote } from "./problem-note.tsx";

/** What was entered as it is to be added, or why it cannot be. */
export type Entry = { value: string } | { error: string | undefined };

export interface AddFormProps {
  label: string;
  hint: string;
  /** Of the field: its kind, its placeholder, its longest text. */
  input: Pick<ComponentProps<typeof Input>, "type" | "inputMode" | "placeholder" | "maxLength">;
  button: Pick<ButtonProps, "variant" | "children">;
  read: (entered: string) => Entry;
  /** What it rejects with is shown, and what was entered stays. */
  onAdd: (value: string) => Promise<void>;
}

const useEntry = ({ read, onAdd }: Pick<AddFormProps, "read" | "onAdd">) => {
  const [entered, setEntered] = useState("");
  const [error, setError] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isAdding, setAdding] = useState(false);
  const add = async () => {
    if (isAdding) return;
    const entry = read(entered);
    setError("error" in entry ? entry.error : undefined);
    setFailure(undefined);
    if ("error" in entry) return;
    setAdding(true);
    try {
      await onAdd(entry.value);
      setEntered("");
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setAdding(false);
    }
  };
  return { entered, setEntered, error, failure, isAdding, add };
};

/** One field and a button that adds what was entered to a list below. */
export const AddForm = ({ label, hint, input, button, ...entry }: AddFormProps) => {
  const { entered, setEntered, error, failure, isAdding, add } = useEntry(entry);
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-60 flex-1">
          <Field label={label} error={error} hint={hint}>
            {(control) => (
              <Input
                {...control}
                {...input}
                value={entered}
                autoComplete="off"
                autoCapitalize="none"
                spellCheck={false}
                onChange={(event) => setEntered(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Button type="submit" className="max-sm:w-full sm:mt-6.5" isLoading={isAdding} {...button} />
      </div>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </form>
  );
};
