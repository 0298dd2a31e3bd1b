import { joinWords } from "../analysis/words.ts";
import type { KnownEntity } from "../reading/parse-model.ts";
import { dashboardPath, type KnownApp } from "../reading/read-app.ts";
import { routesPath } from "../script/route-edits.ts";
import { makeCalls } from "../script/steps.ts";
import type { Script } from "../script/turn.ts";
import { readFiles } from "../script/working-tree.ts";
import { relabelField, renameInModel } from "../writing/edit-model.ts";
import { relabelRoute, renameOnPage, toWordPairs } from "../writing/edit-page.ts";
import { editCalls, requireCalls, type Change } from "./change.ts";
import { pageFile } from "./page-file.ts";

interface Names {
  singular: string;
  plural: string;
}

/** Fields of other records that are called as this kind of record is. */
const namesakes = (app: KnownApp, entity: KnownEntity) =>
  app.entities.flatMap((other) =>
    other.fields
      .filter(({ target, label }) => target === entity.collection && label === entity.singular)
      .map(({ name }) => ({ path: other.modelPath, name })),
  );

function* writeNames(app: KnownApp, entity: KnownEntity, names: Names): Script<void> {
  const fields = namesakes(app, entity);
  const pages = [...new Set([pageFile(app, entity, "list"), pageFile(app, entity, "detail"), dashboardPath])];
  const models = [...new Set([entity.modelPath, ...fields.map(({ path }) => path)])];
  const files = yield* readFiles("", [...models, ...pages, routesPath]);
  const model = models.flatMap((path) =>
    editCalls(
      path,
      files[path],
      ...(path === entity.modelPath
        ? [
            (current: string) => renameInModel(current, "singular", names.singular),
            (current: string) => renameInModel(current, "plural", names.plural),
          ]
        : []),
      ...fields
        .filter((field) => field.path === path)
        .map(
          ({ name }) =>
            (current: string) =>
              relabelField(current, name, names.singular),
        ),
    ),
  );
  yield* makeCalls("", [
    ...requireCalls(model, `${entity.modelPath} no longer has the names I know.`),
    ...editCalls(routesPath, files[routesPath], (current) => relabelRoute(current, entity.path, names.plural)),
    ...pages.flatMap((path) => {
      const source = files[path];
      return source ? editCalls(path, source, ...renameOnPage(source, toWordPairs(entity, names))) : [];
    }),
  ]);
}

/** Another name for a kind of record, wherever people read it. Code, addresses and table keep theirs. */
export function renameRecords(app: KnownApp, entity: KnownEntity, names: Names): Change {
  const [before, after] = [entity.plural.toLowerCase(), names.plural.toLowerCase()];
  return {
    feature: `${entity.plural} called ${names.plural}`,
    notes: "Wherever people read it; files, addresses and table keep their names",
    text: `I call ${before} ${after} wherever people read it. Files, addresses and the table keep their names, so links and data stay.`,
    title: `Rename ${before} to ${after}`,
    summary: `${entity.plural} are called ${names.plural} in the menu, in lists, forms and on the dashboard.`,
    write: () => writeNames(app, entity, names),
  };
}

/** Another name for a page in the menu and at its top. */
export function renamePage(app: KnownApp, path: string, label: string): Change {
  const route = app.routes.find((other) => other.path === path);
  const before = route?.label ?? "page";
  return {
    feature: `${before} called ${label}`,
    notes: "In the menu and at the top of the page",
    text: `I call the page ${before} ${label}.`,
    title: `Rename the page ${before} to ${label}`,
    summary: `The page ${before} is called ${label}.`,
    write: function* () {
      const file = route?.file ?? dashboardPath;
      const files = yield* readFiles("", [routesPath, file]);
      const source = files[file];
      yield* makeCalls("", [
        ...requireCalls(
          editCalls(routesPath, files[routesPath], (current) => relabelRoute(current, path, label)),
          `${routesPath} no longer has the page ${joinWords([before])} as I know it.`,
        ),
        ...(source ? editCalls(file, source, ...renameOnPage(source, [[before, label]])) : []),
      ]);
    },
  };
}
