import type { z } from "zod";

/** The first complaint about each field. */
export type FieldErrors<Values> = { [Field in keyof Values]?: string | undefined };

/** A contract's complaints by the field they are about, in the fields' order. */
export const readFieldErrors = <Values>(error: z.ZodError): FieldErrors<Values> => {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? "");
    errors[field] ??= message;
  }
  // The contract that complained is the one `Values` comes from, so its paths are fields of it.
  return errors as FieldErrors<Values>;
};
