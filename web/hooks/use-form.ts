"use client";

import { useRef, useState, type FormEvent } from "react";
import type { z } from "zod";
import { readFieldErrors, type FieldErrors } from "#web/lib/forms/read-field-errors.ts";

export interface FormState<Values> {
  errors: FieldErrors<Values>;
  /** What the submission threw; undefined while there is nothing to say. */
  failure: unknown;
  isSubmitting: boolean;
  /** Forget a field's error once it is being mended. */
  clearError: (field: keyof Values) => void;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
}

/**
 * A form checked by its contract: reads its named controls, shows what is wrong beside each, moves the focus to the
 * first of them, and submits once at a time.
 */
export const useForm = <Schema extends z.ZodType<Record<string, unknown>>>(
  schema: Schema,
  submit: (values: z.output<Schema>) => Promise<void>,
): FormState<z.output<Schema>> => {
  const [errors, setErrors] = useState<FieldErrors<z.output<Schema>>>({});
  const [failure, setFailure] = useState<unknown>();
  const [isSubmitting, setSubmitting] = useState(false);
  const isBusy = useRef(false);

  const run = async (values: z.output<Schema>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setSubmitting(true);
    try {
      await submit(values);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      isBusy.current = false;
      setSubmitting(false);
    }
  };

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    setFailure(undefined);
    const parsed = schema.safeParse(Object.fromEntries(new FormData(form)));
    if (parsed.success) {
      setErrors({});
      void run(parsed.data);
      return;
    }
    const found = readFieldErrors<z.output<Schema>>(parsed.error);
    setErrors(found);
    const control = form.elements.namedItem(Object.keys(found)[0] ?? "");
    if (control instanceof HTMLElement) control.focus();
  };

  const clearError = (field: keyof z.output<Schema>) => {
    if (errors[field] !== undefined) setErrors({ ...errors, [field]: undefined });
  };
  return { errors, failure, isSubmitting, clearError, onSubmit };
};
