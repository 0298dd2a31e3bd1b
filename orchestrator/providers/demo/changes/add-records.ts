import type { EntitySpec } from "../analysis/app-spec.ts";
import { buildEntity } from "../analysis/build-entity.ts";
import { findDomain } from "../analysis/domains.ts";
import { applyTies, findTies } from "../analysis/relate-entities.ts";
import { joinWords, toColumn } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { modelIndexPath, samplesPath, type KnownApp } from "../reading/read-app.ts";
import { routeEdits, routesPath } from "../script/route-edits.ts";
import { makeCalls } from "../script/steps.ts";
import { call, type Script, type ToolCall } from "../script/turn.ts";
import { readFiles, type Files } from "../script/working-tree.ts";
import { addImport, addToIndex } from "../writing/edit-model.ts";
import { addSampleList } from "../writing/edit-samples.ts";
import { writeTables } from "../writing/write-migration.ts";
import { modelPath, writeModel } from "../writing/write-model.ts";
import {
  detailPagePath,
  listPagePath,
  relateOnDetailPage,
  writeDetailPage,
  writeListPage,
} from "../writing/write-pages.ts";
import { chooseMigrationPath, editCalls, requireCalls, type Change } from "./change.ts";
import { pageFile } from "./page-file.ts";

/** The new kind of record with its relations to those that are there. Null when one of its names is taken. */
export function planEntity(
  app: KnownApp,
  noun: string,
  fieldPhrases: string[],
  owner: KnownEntity | undefined,
): EntitySpec | null {
  const entity = buildEntity(noun, fieldPhrases, findDomain(app.name.toLowerCase()));
  const isTaken = app.entities.some(
    ({ collection, typeName, file, path }) =>
      collection === entity.collection || typeName === entity.typeName || file === entity.file || path === entity.path,
  );
  if (isTaken || app.routes.some(({ path }) => path === entity.path)) return null;
  const all = [...app.entities, entity];
  const ties = findTies("", all, owner ? [{ from: noun, to: owner.noun }] : []).filter(({ from }) => from === noun);
  return applyTies(all, ties).find(({ collection }) => collection === entity.collection) ?? null;
}

const findParents = (app: KnownApp, entity: EntitySpec) =>
  app.entities.filter(({ collection }) => entity.fields.some(({ target }) => target === collection));

/** On the pages of what the new records belong to, a list of them. */
const relatedCalls = (app: KnownApp, entity: EntitySpec, files: Files): ToolCall[] =>
  findParents(app, entity).flatMap((parent) => {
    const path = pageFile(app, parent, "detail");
    const edits = files[path] ? (relateOnDetailPage(files[path], parent, entity) ?? []) : [];
    return editCalls(path, files[path], ...edits.map((edit) => () => [edit]));
  });

function* writeEntity(app: KnownApp, entity: EntitySpec): Script<void> {
  const details = findParents(app, entity).map((parent) => pageFile(app, parent, "detail"));
  const files = yield* readFiles("", [modelIndexPath, samplesPath, routesPath, ...details]);
  const migration = yield* chooseMigrationPath(`create_${toColumn(entity.collection)}`);
  const routes = files[routesPath] ?? null;
  const index = editCalls(
    modelIndexPath,
    files[modelIndexPath],
    (current) => addImport(current, `import { ${entity.collection} } from "./${entity.file}";`),
    (current) => addToIndex(current, entity),
  );
  yield* makeCalls("", [
    call("write_file", { path: modelPath(entity), content: writeModel(entity, [...app.entities, entity]) }),
    ...requireCalls(index, `${modelIndexPath} no longer has the list of collections I know.`),
    ...editCalls(samplesPath, files[samplesPath], ...addSampleList(files[samplesPath] ?? "", entity)),
    call("write_file", { path: migration, content: writeTables([entity]) }),
    call("write_file", { path: listPagePath(entity), content: writeListPage(entity) }),
    call("write_file", { path: detailPagePath(entity), content: writeDetailPage(entity) }),
    ...editCalls(routesPath, routes, ...routeEdits(routes, entity).map((edit) => () => [edit])),
    ...relatedCalls(app, entity, files),
  ]);
}

/** A new kind of record with its list, its page, its place in the menu, samples and table. */
export function addRecords(app: KnownApp, entity: EntitySpec): Change {
  const plural = entity.plural.toLowerCase();
  const parents = joinWords(findParents(app, entity).map(({ singular }) => `a ${singular.toLowerCase()}`));
  return {
    feature: entity.plural,
    notes: entity.fields.map(({ label }) => label).join(", "),
    text: `I add ${plural}: a list, a page for each, samples, and a table for Supabase with row level security.`,
    title: `Add ${plural}`,
    summary: `${entity.plural} have a list, a form and a page${parents === "" ? "" : `, and can belong to ${parents}`}.`,
    write: () => writeEntity(app, entity),
  };
}
