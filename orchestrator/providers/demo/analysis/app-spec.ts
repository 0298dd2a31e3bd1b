/** What the analysis makes of a description, and what the writers turn into files. */

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

export type Tone = "neutral" | "accent" | "info" | "success" | "warning" | "danger";

export interface ChoiceSpec {
  value: string;
  label: string;
  tone?: Tone;
}

export interface FieldSpec {
  /** camelCase, unique within its entity. */
  name: string;
  label: string;
  type: FieldType;
  isRequired?: boolean;
  unit?: string;
  min?: number;
  max?: number;
  placeholder?: string;
  choices?: ChoiceSpec[];
  /** Collection name of the entity a relation points to. */
  target?: string;
}

export interface EntitySpec {
  /** Lower-case singular noun phrase as found: "dog", "purchase order". */
  noun: string;
  /** "Purchase order" and "Purchase orders", for people. */
  singular: string;
  plural: string;
  /** camelCase plural: name of the collection, of its variable and, in snake_case, of its table. */
  collection: string;
  /** PascalCase singular. */
  typeName: string;
  /** kebab-case singular and plural, for files and addresses. */
  file: string;
  path: string;
  icon: string;
  titleField: string;
  fields: FieldSpec[];
  /** What records are called in the sample data. */
  sampleTitles: string[];
  isPerson: boolean;
}

export interface AppSpec {
  name: string;
  tagline: string;
  icon: string;
  accent: string;
  /** Each after those it refers to. */
  entities: EntitySpec[];
  /** Collections in the order of the navigation. */
  menuOrder: string[];
  /** Wishes in the description that this provider does not build; said aloud at the end. */
  notBuilt: string[];
}
