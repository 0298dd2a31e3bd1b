import type { FieldSpec } from "../analysis/app-spec.ts";
import { relationField } from "../analysis/relate-entities.ts";
import { joinWords, toColumn, withArticle } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { dashboardPath, samplesPath, type KnownApp } from "../reading/read-app.ts";
import { call } from "../script/turn.ts";
import { makeCalls } from "../script/steps.ts";
import { readFiles } from "../script/working-tree.ts";
import {
  addField,
  addImport,
  addProperty,
  importConstructors,
  relabelField,
  setRequired,
} from "../writing/edit-model.ts";
import { addViewLine, changeNames, renameOnPage } from "../writing/edit-page.ts";
import { addSampleValues } from "../writing/edit-samples.ts";
import { writeAddColumn } from "../writing/write-migration.ts";
import { relateOnDetailPage, viewLines } from "../writing/write-pages.ts";
import { chooseMigrationPath, editCalls, readExisting, requireCalls, type Change } from "./change.ts";
import { pageFile } from "./page-file.ts";

const mostColumns = 6;

/** Columns of a list with one more, before the status at their end, unless the table would become too wide. */
const withColumn = (field: FieldSpec) => (names: string[]) => {
  if (field.type === "longText" || field.type === "url" || names.length >= mostColumns || names.includes(field.name))
    return names;
  return names.at(-1) === "status" ? [...names.slice(0, -1), field.name, "status"] : [...names, field.name];
};

const withFilter = (field: FieldSpec) => (names: string[]) =>
  field.type === "choice" && !names.includes(field.name) ? [...names, field.name] : names;

const lowerLabels = (fields: FieldSpec[]) => joinWords(fields.map(({ label }) => label.toLowerCase()));
const somethings = (fields: FieldSpec[]) =>
  joinWords(
    fields.map(({ label, type }) => (type === "checkbox" ? label.toLowerCase() : withArticle(label.toLowerCase()))),
  );

function modelCalls(entity: KnownEntity, source: string, fields: FieldSpec[], targets: KnownEntity[]) {
  const calls = editCalls(
    entity.modelPath,
    source,
    (current) =>
      importConstructors(
        current,
        fields.map(({ type }) => type),
      ),
    ...targets.map(
      (target) => (current: string) =>
        addImport(current, `import { ${target.collection} } from "./${target.modelPath.replace(/^.*\/|\.ts$/g, "")}";`),
    ),
    ...fields.map((field) => (current: string) => addProperty(current, entity.typeName, field)),
    ...fields.map((field) => (current: string) => addField(current, field)),
  );
  return requireCalls(calls, `${entity.modelPath} no longer has the list of fields I know, so I cannot add to it.`);
}

interface Addition {
  app: KnownApp;
  entity: KnownEntity;
  fields: FieldSpec[];
  targets: KnownEntity[];
}

function* writeFields({ app, entity, fields, targets }: Addition) {
  const listPath = pageFile(app, entity, "list");
  const detailPaths = targets.map((target) => pageFile(app, target, "detail"));
  const files = yield* readFiles("", [entity.modelPath, listPath, samplesPath, ...detailPaths]);
  const migration = yield* chooseMigrationPath(
    `add_${fields.map(({ name }) => toColumn(name)).join("_")}_to_${toColumn(entity.collection)}`,
  );
  const model = yield* readExisting(entity.modelPath);
  yield* makeCalls("", [
    ...modelCalls(entity, model, fields, targets),
    ...editCalls(
      listPath,
      files[listPath],
      ...fields.map((field) => (current: string) => changeNames(current, "columns", withColumn(field))),
      ...fields.map((field) => (current: string) => changeNames(current, "filters", withFilter(field))),
      ...viewLines({ ...entity, fields: [...entity.fields, ...fields] })
        .split("\n")
        .filter((line) => fields.some(({ name }) => line.includes(`"${name}"`)))
        .map((line) => (current: string) => addViewLine(current, line)),
    ),
    ...editCalls(
      samplesPath,
      files[samplesPath],
      ...fields.map((field) => (current: string) => addSampleValues(current, entity, field)),
    ),
    ...targets.flatMap((target, index) => {
      const [path = "", child] = [detailPaths[index], { ...entity, fields: [...entity.fields, ...fields] }];
      return editCalls(
        path,
        files[path],
        ...editsOf(files[path], (source) => relateOnDetailPage(source, target, child) ?? []),
      );
    }),
    call("write_file", {
      path: migration,
      content: fields.map((field) => writeAddColumn(entity.collection, field)).join(""),
    }),
  ]);
}

/** Edits made together, as functions that are applied one after the other. */
const editsOf = <E>(source: string | null | undefined, edit: (source: string) => E[]) =>
  source ? edit(source).map((one) => () => [one]) : [];

/** More fields: in the model, the list, the samples, and a migration for Supabase. */
export function addFields(app: KnownApp, entity: KnownEntity, fields: FieldSpec[]): Change {
  const [labels, plural] = [lowerLabels(fields), entity.plural.toLowerCase()];
  return {
    feature: `${joinWords(fields.map(({ label }) => label))} on ${plural}`,
    notes: `Forms, pages and the list of ${plural} show ${fields.length > 1 ? "them" : "it"}`,
    text: `I add ${somethings(fields)} to ${plural}: to the model, which forms and pages follow, to the list, and as a migration.`,
    title: `Add ${labels} to ${plural}`,
    summary: `${entity.plural} have ${somethings(fields)} now, with a migration for Supabase.`,
    write: () => writeFields({ app, entity, fields, targets: [] }),
  };
}

/** A relation between two kinds of records: a picker in the form, a link on the page, a list on the other's page. */
export function linkEntities(app: KnownApp, entity: KnownEntity, target: KnownEntity): Change {
  const field = relationField(target);
  const [plural, singular] = [entity.plural.toLowerCase(), target.singular.toLowerCase()];
  return {
    feature: `${entity.plural} with their ${singular}`,
    notes: `${entity.plural} are shown on the page of their ${singular}`,
    text: `I link ${plural} to ${target.plural.toLowerCase()}: a picker in the form, and the ${plural} on each ${singular}'s page.`,
    title: `Link ${plural} to ${target.plural.toLowerCase()}`,
    summary: `Each of the ${plural} can belong to one ${singular}, whose page lists them.`,
    write: () => writeFields({ app, entity, fields: [field], targets: [target] }),
  };
}

/** Another label for a field; its name in code and database stays. */
export function renameField(entities: KnownEntity[], field: string, label: string): Change {
  const before = entities[0]?.fields.find(({ name }) => name === field)?.label ?? field;
  const plurals = joinWords(entities.map(({ plural }) => plural.toLowerCase()));
  return {
    feature: `${before} called ${label}`,
    notes: `On ${plurals}`,
    text: `I call ${before.toLowerCase()} ${label.toLowerCase()} on ${plurals}. The column keeps its name, so no data moves.`,
    title: `Rename ${before.toLowerCase()} to ${label.toLowerCase()}`,
    summary: `${before} is called ${label} on ${plurals}.`,
    write: function* () {
      const paths = [...entities.map(({ modelPath }) => modelPath), dashboardPath];
      const files = yield* readFiles("", paths);
      const dashboard = files[dashboardPath];
      const calls = entities.flatMap(({ modelPath }) =>
        editCalls(modelPath, files[modelPath], (current) => relabelField(current, field, label)),
      );
      const pairs = [
        [before, label],
        [before.toLowerCase(), label.toLowerCase()],
      ] as const;
      yield* makeCalls("", [
        ...requireCalls(calls, `I do not find ${before.toLowerCase()} where I expect it.`),
        ...(dashboard ? editCalls(dashboardPath, dashboard, ...renameOnPage(dashboard, pairs)) : []),
      ]);
    },
  };
}

/** Makes a field required in forms, or optional again. */
export function changeRequired(entity: KnownEntity, field: string, isRequired: boolean): Change {
  const label = entity.fields.find(({ name }) => name === field)?.label.toLowerCase() ?? field;
  const [plural, word] = [entity.plural.toLowerCase(), isRequired ? "required" : "optional"];
  return {
    feature: `${entity.plural}: ${label} ${word}`,
    notes: isRequired ? "Forms ask for it" : "Forms can be saved without it",
    text: `I make ${label} ${word} for ${plural}.`,
    title: `Make ${label} ${word} for ${plural}`,
    summary: isRequired
      ? `The form of ${plural} can only be saved with ${label}. Records without one stay as they are until somebody edits them.`
      : `The form of ${plural} can be saved without ${label}.`,
    write: function* () {
      const source = yield* readExisting(entity.modelPath);
      const calls = editCalls(entity.modelPath, source, (current) => setRequired(current, field, isRequired));
      yield* makeCalls(
        "",
        requireCalls(calls, `${plural.charAt(0).toUpperCase()}${plural.slice(1)}: ${label} is ${word} already.`),
      );
    },
  };
}
