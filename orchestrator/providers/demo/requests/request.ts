import type { FieldSpec } from "../analysis/app-spec.ts";
import type { KnownEntity } from "../reading/parse-model.ts";

export type FontName = "serif" | "mono" | "rounded" | "system";
export type Corners = "sharp" | "normal" | "round";
export type ThemeName = "light" | "dark" | "system";

/** One thing a person asks of an app that exists. */
export type Request =
  | { kind: "add-fields"; entity: KnownEntity; fields: FieldSpec[] }
  | { kind: "remove-field"; entities: KnownEntity[]; field: string }
  | { kind: "rename-field"; entities: KnownEntity[]; field: string; label: string }
  | { kind: "set-required"; entity: KnownEntity; field: string; isRequired: boolean }
  | { kind: "link-entities"; entity: KnownEntity; target: KnownEntity }
  | { kind: "add-choices"; entity: KnownEntity; field: string; labels: string[] }
  | { kind: "remove-choice"; entity: KnownEntity; field: string; value: string }
  | { kind: "rename-choice"; entity: KnownEntity; field: string; value: string; label: string }
  | { kind: "add-entity"; noun: string; fieldPhrases: string[]; owner: KnownEntity | undefined }
  | { kind: "remove-entity"; entity: KnownEntity }
  | { kind: "rename-entity"; entity: KnownEntity; singular: string; plural: string }
  | { kind: "rename-page"; path: string; label: string }
  | { kind: "show-column"; entity: KnownEntity; field: string; isShown: boolean }
  | { kind: "sort-list"; entity: KnownEntity; field: string; isDescending: boolean }
  | { kind: "move-page"; path: string; position: "first" | "last" | { before: string } | { after: string } }
  | { kind: "set-name"; name: string }
  | { kind: "set-tagline"; tagline: string }
  | { kind: "set-icon"; icon: string }
  | { kind: "set-currency"; currency: string }
  | { kind: "set-colour"; colour: string; name: string }
  | { kind: "set-theme"; theme: ThemeName }
  | { kind: "set-font"; font: FontName }
  | { kind: "set-corners"; corners: Corners }
  | { kind: "remove-samples" };

/** What came of reading a clause: something to do, something to ask, or something to say. */
export type Reading =
  /** `isFirst`: the clause is read once more when this is done, over the app as it is then. */
  | { type: "request"; request: Request; isFirst?: boolean }
  | { type: "question"; question: string; options: { label: string; request: Request }[] }
  | { type: "remark"; text: string };

export const asRequest = (request: Request): Extract<Reading, { type: "request" }> => ({ type: "request", request });
export const asRemark = (text: string): Reading => ({ type: "remark", text });
