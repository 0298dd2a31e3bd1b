import { joinWords, toColumn } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { dashboardPath, samplesPath, type KnownApp } from "../reading/read-app.ts";
import { makeCalls } from "../script/steps.ts";
import { call, type Script, type ToolCall } from "../script/turn.ts";
import { readFiles, type Files } from "../script/working-tree.ts";
import { dropUnusedConstructor, removeField, removeImport, removeProperty } from "../writing/edit-model.ts";
import { withoutFields } from "../writing/edit-page.ts";
import { removeSampleValues } from "../writing/edit-samples.ts";
import { writeMakeOptional } from "../writing/write-migration.ts";
import { chooseMigrationPath, editCalls, requireCalls, type Change } from "./change.ts";
import { dashboardCalls } from "./dashboard.ts";
import { pageFile } from "./page-file.ts";
import { removeRelatedCalls } from "./remove-records.ts";

const findField = (entity: KnownEntity, name: string) => entity.fields.find((field) => field.name === name);

/** The kind of record a relation points to. */
const findTarget = (app: KnownApp, entity: KnownEntity, name: string) =>
  app.entities.find(({ collection }) => collection === findField(entity, name)?.target);

/** Details of the parent show `show="price"` where this was the field that told records apart. */
const unshow = (name: string) => (current: string) => {
  const match = new RegExp(String.raw` show="${name}"`).exec(current);
  return match ? [{ search: match[0], replace: "" }] : [];
};

function entityCalls(app: KnownApp, entity: KnownEntity, name: string, files: Files): ToolCall[] {
  const target = findTarget(app, entity, name);
  const list = pageFile(app, entity, "list");
  const type = findField(entity, name)?.type ?? "text";
  const detail = target ? pageFile(app, target, "detail") : "";
  const model = editCalls(
    entity.modelPath,
    files[entity.modelPath],
    (current) => removeField(current, name),
    (current) => removeProperty(current, name),
    ...(target ? [(current: string) => removeImport(current, `./${target.file}`)] : []),
    (current) => dropUnusedConstructor(current, type),
  );
  return [
    ...requireCalls(model, `${entity.modelPath} no longer has this field where I expect it.`),
    ...editCalls(list, files[list], ...withoutFields([name], entity.titleField)),
    ...(target ? removeRelatedCalls(detail, files[detail], entity, target) : []),
  ];
}

function* writeRemoval(app: KnownApp, entities: KnownEntity[], name: string): Script<void> {
  const parents = entities.flatMap((entity) =>
    app.entities.filter(({ collection }) => entity.fields.some(({ target }) => target === collection)),
  );
  const details = [...new Set(parents.map((parent) => pageFile(app, parent, "detail")))];
  const files = yield* readFiles("", [
    ...entities.flatMap((entity) => [entity.modelPath, pageFile(app, entity, "list")]),
    ...details,
    samplesPath,
    dashboardPath,
  ]);
  const mandatory = entities.filter((entity) => findField(entity, name)?.isRequired);
  const migration = mandatory.length > 0 ? yield* chooseMigrationPath(`make_${toColumn(name)}_optional`) : "";
  const isRelation = entities.some((entity) => findField(entity, name)?.type === "relation");
  yield* makeCalls("", [
    ...dashboardCalls(
      files[dashboardPath],
      entities.map(({ collection }) => ({ collection, field: name })),
    ),
    ...entities.flatMap((entity) => entityCalls(app, entity, name, files)),
    ...editCalls(
      samplesPath,
      files[samplesPath],
      ...entities.map((entity) => (current: string) => removeSampleValues(current, entity.collection, name)),
    ),
    ...(isRelation ? [] : details.flatMap((path) => editCalls(path, files[path], unshow(name)))),
    ...(migration === ""
      ? []
      : [
          call("write_file", {
            path: migration,
            content: mandatory.map(({ collection }) => writeMakeOptional(collection, name)).join(""),
          }),
        ]),
  ]);
}

/** A field goes from model, forms, list and samples. Its column stays in Supabase, with what is in it. */
export function dropField(app: KnownApp, entities: KnownEntity[], name: string): Change {
  const label = entities[0] ? (findField(entities[0], name)?.label ?? name) : name;
  const plurals = joinWords(entities.map(({ plural }) => plural.toLowerCase()));
  return {
    feature: `${joinWords(entities.map(({ plural }) => plural))} without ${label.toLowerCase()}`,
    notes: "Gone from forms, pages, lists and samples; the column stays",
    text: `I remove ${label.toLowerCase()} from ${plurals}: from the model, and so from forms and pages, from the list and from the samples.`,
    title: `Remove ${label.toLowerCase()} from ${plurals}`,
    summary: `${label} is gone from ${plurals}. The column in Supabase, if there is one, keeps its data; drop it there when you are sure.`,
    write: () => writeRemoval(app, entities, name),
  };
}
