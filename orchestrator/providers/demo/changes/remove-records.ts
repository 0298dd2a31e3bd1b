import type { KnownEntity } from "../reading/parse-model.ts";
import { dashboardPath, modelIndexPath, samplesPath, type KnownApp } from "../reading/read-app.ts";
import { routesPath } from "../script/route-edits.ts";
import { makeCalls } from "../script/steps.ts";
import { call, type Script, type ToolCall } from "../script/turn.ts";
import { applyEdit, readFiles, type Files } from "../script/working-tree.ts";
import {
  dropUnusedConstructor,
  removeField,
  removeFromIndex,
  removeImport,
  removeNamedImport,
  removeProperty,
} from "../writing/edit-model.ts";
import { removeRelated, removeRoute, withoutFields } from "../writing/edit-page.ts";
import { removeSampleList, removeSampleValues } from "../writing/edit-samples.ts";
import { writeDetailPage } from "../writing/write-pages.ts";
import { dashboardCalls } from "./dashboard.ts";
import { editCalls, type Change } from "./change.ts";
import { pageFile } from "./page-file.ts";

/** Takes a list of related records off a page, and the frame around it when it was the only one. */
export function removeRelatedCalls(
  path: string,
  source: string | null | undefined,
  child: KnownEntity,
  parent: KnownEntity,
): ToolCall[] {
  const [edit] = removeRelated(source ?? "", child.collection);
  const left = edit ? applyEdit(source ?? "", edit) : null;
  if (!source || left === null) return [];
  const isUsual = /^\s*<>\s*<\/>\s*$/m.test(left);
  if (isUsual) return [call("write_file", { path, content: writeDetailPage(parent) })];
  return editCalls(
    path,
    source,
    (current) => removeRelated(current, child.collection),
    (current) => removeImport(current, `../model/${child.file}`),
  );
}

interface Surroundings {
  app: KnownApp;
  entity: KnownEntity;
  files: Files;
  /** Those that refer to it, with the names of the fields that do. */
  children: { child: KnownEntity; names: string[] }[];
}

const findChildren = (app: KnownApp, entity: KnownEntity) =>
  app.entities
    .filter((other) => other !== entity)
    .map((child) => ({
      child,
      names: child.fields.filter(({ target }) => target === entity.collection).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);

const findTargets = (app: KnownApp, entity: KnownEntity) =>
  app.entities.filter((other) => other !== entity && entity.fields.some(({ target }) => target === other.collection));

function unlistCalls({ app, entity, files, children }: Surroundings): ToolCall[] {
  const pages = app.routes.filter(({ path }) => path === entity.path || path === `${entity.path}/:id`);
  return [
    ...editCalls(
      routesPath,
      files[routesPath],
      ...pages.map(
        ({ path }) =>
          (current: string) =>
            removeRoute(current, path),
      ),
      ...pages.map(
        ({ component }) =>
          (current: string) =>
            removeNamedImport(current, component),
      ),
    ),
    ...editCalls(
      modelIndexPath,
      files[modelIndexPath],
      (current) => removeImport(current, `./${entity.file}`),
      (current) => removeFromIndex(current, entity.collection),
    ),
    ...editCalls(
      samplesPath,
      files[samplesPath],
      ...removeSampleList(files[samplesPath] ?? "", entity),
      ...children.flatMap(({ child, names }) =>
        names.map((name) => (current: string) => removeSampleValues(current, child.collection, name)),
      ),
    ),
  ];
}

const detachCalls = ({ app, entity, files, children }: Surroundings): ToolCall[] =>
  children.flatMap(({ child, names }) => {
    const list = pageFile(app, child, "list");
    return [
      ...editCalls(
        child.modelPath,
        files[child.modelPath],
        ...names.map((name) => (current: string) => removeField(current, name)),
        ...names.map((name) => (current: string) => removeProperty(current, name)),
        (current) => removeImport(current, `./${entity.file}`),
        (current) => dropUnusedConstructor(current, "relation"),
      ),
      ...editCalls(list, files[list], ...withoutFields(names, child.titleField)),
    ];
  });

function* takeAway(app: KnownApp, entity: KnownEntity): Script<void> {
  const own = [pageFile(app, entity, "list"), pageFile(app, entity, "detail"), entity.modelPath];
  const children = findChildren(app, entity);
  const targets = findTargets(app, entity);
  const paths = [
    routesPath,
    modelIndexPath,
    samplesPath,
    dashboardPath,
    ...own,
    ...children.flatMap(({ child }) => [child.modelPath, pageFile(app, child, "list")]),
    ...targets.map((target) => pageFile(app, target, "detail")),
  ];
  const files = yield* readFiles("", [...new Set(paths)]);
  const surroundings: Surroundings = { app, entity, files, children };
  yield* makeCalls("", [
    ...dashboardCalls(files[dashboardPath], [{ collection: entity.collection }]),
    ...unlistCalls(surroundings),
    ...detachCalls(surroundings),
    ...targets.flatMap((target) => {
      const path = pageFile(app, target, "detail");
      return removeRelatedCalls(path, files[path], entity, target);
    }),
    ...own.filter((path) => files[path] !== null).map((path) => call("delete_file", { path })),
  ]);
}

/** A kind of record goes, with its pages and what refers to it. Its table stays, and so does the data in it. */
export function removeRecords(app: KnownApp, entity: KnownEntity): Change {
  const plural = entity.plural.toLowerCase();
  return {
    feature: `No ${plural}`,
    notes: `Pages, model and samples of ${plural} go; the table stays`,
    text: `I remove ${plural}: the pages, the model, the samples, and the fields of other records that point to them.`,
    title: `Remove ${plural}`,
    summary: `${entity.plural} are gone from the app. The table in Supabase, if there is one, keeps its data; drop it there when you are sure.`,
    write: () => takeAway(app, entity),
  };
}
