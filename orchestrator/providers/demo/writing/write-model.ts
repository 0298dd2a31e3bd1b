import type { AppSpec, ChoiceSpec, EntitySpec, FieldSpec } from "../analysis/app-spec.ts";
import { joinWords } from "../analysis/words.ts";
import { quote } from "./source.ts";

export const modelPath = (entity: Pick<EntitySpec, "file">) => `src/model/${entity.file}.ts`;

/** The type of a field in the record's interface. */
export function typeOfField(field: FieldSpec): string {
  if (field.type === "choice") return field.choices?.map(({ value }) => quote(value)).join(" | ") || "string";
  if (field.type === "checkbox") return "boolean | null";
  const type = field.type === "number" || field.type === "money" ? "number" : "string";
  return field.isRequired ? type : `${type} | null`;
}

export const interfaceLine = (field: FieldSpec) => `  ${field.name}: ${typeOfField(field)};`;

const choiceSource = ({ value, label, tone }: ChoiceSpec) =>
  `{ value: ${quote(value)}, label: ${quote(label)}${tone && tone !== "neutral" ? `, tone: ${quote(tone)}` : ""} }`;

export const choiceLine = (choice: ChoiceSpec) => `      ${choiceSource(choice)},`;

/** Everything about a field but its name, label and choices: `{ isRequired: true, unit: "min" }`. */
function optionsSource(field: FieldSpec): string {
  const options = [
    field.isRequired && field.type !== "choice" ? "isRequired: true" : "",
    field.unit ? `unit: ${quote(field.unit)}` : "",
    field.min === undefined ? "" : `min: ${field.min}`,
    field.max === undefined ? "" : `max: ${field.max}`,
    field.placeholder ? `placeholder: ${quote(field.placeholder)}` : "",
  ].filter(Boolean);
  return options.length > 0 ? `, { ${options.join(", ")} }` : "";
}

/** The line, or lines, of a field in `fields`. `targetVariable` is the collection a relation points to. */
export function fieldLine(field: FieldSpec): string {
  const start = `    ${field.type}(${quote(field.name)}, ${quote(field.label)}`;
  if (field.type === "relation") return `${start}, () => ${field.target}${optionsSource(field)}),`;
  if (field.type === "choice")
    return `${start}, [\n${(field.choices ?? []).map(choiceLine).join("\n")}\n    ]${optionsSource(field)}),`;
  return `${start}${optionsSource(field)}),`;
}

function describe(entity: EntitySpec, entities: EntitySpec[]): string {
  const targets = entity.fields.flatMap(({ target }) => entities.filter(({ collection }) => collection === target));
  const belongs = targets.map(({ singular }) => singular.toLowerCase());
  return belongs.length > 0 ? `${entity.singular}, which belongs to: ${joinWords(belongs)}.` : `${entity.singular}.`;
}

/** One kind of record: its type for the compiler and its fields for forms, tables and pages. */
export function writeModel(entity: EntitySpec, entities: EntitySpec[]): string {
  const constructors = [...new Set(entity.fields.map(({ type }) => type))].toSorted();
  const targets = [...new Set(entity.fields.flatMap(({ target }) => target ?? []))]
    .map((target) => entities.find(({ collection }) => collection === target))
    .filter((target) => target !== undefined);
  return `import type { RecordBase } from "../data/store";
import { defineCollection, ${constructors.join(", ")} } from "../records/collection";
${targets.map((target) => `import { ${target.collection} } from "./${target.file}";\n`).join("")}
/** ${describe(entity, entities)} */
export interface ${entity.typeName} extends RecordBase {
${entity.fields.map(interfaceLine).join("\n")}
}

export const ${entity.collection} = defineCollection<${entity.typeName}>({
  name: ${quote(entity.collection)},
  path: ${quote(`/${entity.path}`)},
  singular: ${quote(entity.singular)},
  plural: ${quote(entity.plural)},
  icon: ${quote(entity.icon)},
  titleField: ${quote(entity.titleField)},
  fields: [
${entity.fields.map(fieldLine).join("\n")}
  ],
});
`;
}

export function writeModelIndex(entities: EntitySpec[]): string {
  return `import type { AnyCollection } from "../records/collection";
${entities.map(({ collection, file }) => `import { ${collection} } from "./${file}";`).join("\n")}

/** Every kind of record the app knows. Each one lives in a file beside this one. */
export const collections: AnyCollection[] = [${entities.map(({ collection }) => collection).join(", ")}];
`;
}

export function writeAppConfig(app: Pick<AppSpec, "name" | "tagline" | "icon">): Record<string, string> {
  return { name: quote(app.name), tagline: quote(app.tagline), icon: quote(app.icon) };
}
