"use client";

import { CircleAlert } from "lucide-react";
import { useId, type ReactNode } from "react";

/** What a control inside a field must carry, so that label, hint and error belong to it. */
export interface FieldControl {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
}

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and what to enter instead; announced as soon as it appears. */
  error?: string | undefined;
  isOptional?: boolean;
  /** At the end of the label's line: a link, a counter. */
  aside?: ReactNode;
  children: (control: FieldControl) => ReactNode;
}

/** A labelled control with its hint and its error: `<Field label="Name">{(control) => <Input {...control} />}</Field>`. */
export const Field = ({ label, hint, error, isOptional = false, aside, children }: FieldProps) => {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  // An error says what to enter; the hint would only repeat it.
  const isHintShown = hint !== undefined && error === undefined;
  const describedBy = error === undefined ? (isHintShown ? hintId : undefined) : errorId;
  return (
    <div className="flex w-full flex-col gap-1.5">
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-sm font-medium text-ink">
          {label}
          {isOptional ? <span className="ml-1.5 font-normal text-ink-subtle">optional</span> : null}
        </label>
        {aside === undefined ? null : <span className="text-sm text-ink-subtle">{aside}</span>}
      </div>
      {children({
        id,
        "aria-describedby": describedBy,
        "aria-invalid": error === undefined ? undefined : true,
      })}
      {isHintShown ? (
        <p id={hintId} className="text-sm text-ink-subtle">
          {hint}
        </p>
      ) : null}
      <div aria-live="polite">
        {error === undefined ? null : (
          <p id={errorId} className="flex items-start gap-1.5 text-sm text-danger-text">
            <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            <span>{error}</span>
          </p>
        )}
      </div>
    </div>
  );
};
