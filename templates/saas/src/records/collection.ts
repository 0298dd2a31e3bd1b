import type { Draft, RecordBase } from "../data/store";
import type { Tone } from "../ui/badge";
import type { IconName } from "../ui/icon";

export type FieldType =
  | "text"
  | "longText"
  | "email"
  | "phone"
  | "url"
  | "number"
  | "money"
  | "date"
  | "dateTime"
  | "choice"
  | "checkbox"
  | "relation";

export interface Choice {
  value: string;
  label: string;
  tone?: Tone;
}

export interface Field<Name extends string = string> {
  name: Name;
  label: string;
  type: FieldType;
  isRequired?: boolean;
  placeholder?: string;
  hint?: string;
  min?: number;
  max?: number;
  /** Written after a number: "min", "kg", "%". */
  unit?: string;
  /** The value of a new record. */
  initial?: string | number | boolean;
  choices?: Choice[];
  /** The collection a relation points to; a function, since collections may point to each other. */
  target?: () => AnyCollection;
}

type FieldOptions = Omit<Field, "name" | "label" | "type" | "choices" | "target">;

const fieldOfType =
  (type: FieldType) =>
  <Name extends string>(name: Name, label: string, options: FieldOptions = {}): Field<Name> => ({
    name,
    label,
    type,
    ...options,
  });

export const text = fieldOfType("text");
export const longText = fieldOfType("longText");
export const email = fieldOfType("email");
export const phone = fieldOfType("phone");
export const url = fieldOfType("url");
export const number = fieldOfType("number");
export const money = fieldOfType("money");
export const date = fieldOfType("date");
export const dateTime = fieldOfType("dateTime");
export const checkbox = fieldOfType("checkbox");

/** One of a few values; the first is what a new record starts with unless `initial` says otherwise. */
export const choice = <Name extends string>(
  name: Name,
  label: string,
  choices: Choice[],
  options: FieldOptions = {},
): Field<Name> => ({ name, label, type: "choice", choices, initial: choices[0]?.value, isRequired: true, ...options });

/** Points to a record of another collection, by its id. */
export const relation = <Name extends string>(
  name: Name,
  label: string,
  target: () => AnyCollection,
  options: FieldOptions = {},
): Field<Name> => ({ name, label, type: "relation", target, ...options });

/** The name of a field a person can see. `NoInfer`, so that a misspelt name is an error where it stands. */
export type FieldName<R extends RecordBase> = keyof Draft<NoInfer<R>> & string;

export interface Collection<R extends RecordBase> {
  /** Name of the collection in the store: a Supabase table, in camelCase. */
  name: string;
  /** Path of its list page. */
  path: string;
  singular: string;
  plural: string;
  icon: IconName;
  /** The field a record is called by in lists, links and pickers. */
  titleField: string;
  fields: Field[];
  /** Never set: it ties the collection to the type of its records. */
  record?: R;
}

/** A collection whose record type the caller does not care about. */
export type AnyCollection = Collection<RecordBase>;

interface Definition<R extends RecordBase> extends Omit<Collection<R>, "titleField" | "fields"> {
  titleField: keyof Draft<R> & string;
  fields: Field<keyof Draft<R> & string>[];
}

/** Declares a collection; the compiler checks that its fields and its record type agree. */
export const defineCollection = <R extends RecordBase>(definition: Definition<R>): Collection<R> => definition;
