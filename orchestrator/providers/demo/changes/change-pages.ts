import type { KnownEntity } from "../reading/parse-model.ts";
import { samplesPath, type KnownApp } from "../reading/read-app.ts";
import type { Request } from "../requests/request.ts";
import { routesPath } from "../script/route-edits.ts";
import { makeCalls } from "../script/steps.ts";
import { call } from "../script/turn.ts";
import { readFiles } from "../script/working-tree.ts";
import { writeEmptySamples } from "../writing/edit-samples.ts";
import { changeNames, findRouteLine, removeRoute, setSort } from "../writing/edit-page.ts";
import { toEdit } from "../writing/edit-text.ts";
import type { Edit } from "../writing/write-pages.ts";
import { editCalls, readExisting, requireCalls, type Change } from "./change.ts";
import { pageFile } from "./page-file.ts";

const labelOf = (entity: KnownEntity, name: string) =>
  entity.fields.find((field) => field.name === name)?.label.toLowerCase() ?? name;

/** A column more or less in a list. */
export function changeColumn(app: KnownApp, entity: KnownEntity, field: string, isShown: boolean): Change {
  const [label, plural] = [labelOf(entity, field), entity.plural.toLowerCase()];
  const words = isShown ? `Show ${label} in the list of ${plural}` : `Hide ${label} in the list of ${plural}`;
  return {
    feature: isShown ? `${entity.plural} listed with ${label}` : `${entity.plural} listed without ${label}`,
    notes: "In the table; the page of each record shows everything",
    text: `${words}.`,
    title: words,
    summary: `The list of ${plural} ${isShown ? "shows" : "no longer shows"} ${label}.`,
    write: function* () {
      const path = pageFile(app, entity, "list");
      const source = yield* readExisting(path);
      const change = (names: string[]) =>
        isShown ? (names.includes(field) ? names : [...names, field]) : names.filter((name) => name !== field);
      const calls = editCalls(path, source, (current) => changeNames(current, "columns", change));
      yield* makeCalls(
        "",
        requireCalls(calls, `The list of ${plural} ${isShown ? "shows" : "hides"} ${label} already.`),
      );
    },
  };
}

/** The order a list begins with. */
export function changeSort(app: KnownApp, entity: KnownEntity, field: string, isDescending: boolean): Change {
  const [label, plural] = [labelOf(entity, field), entity.plural.toLowerCase()];
  const order = `by ${label}${isDescending ? ", descending" : ""}`;
  return {
    feature: `${entity.plural} sorted ${order}`,
    notes: "Until somebody chooses another order",
    text: `I sort ${plural} ${order}.`,
    title: `Sort ${plural} ${order}`,
    summary: `The list of ${plural} begins sorted ${order}.`,
    write: function* () {
      const path = pageFile(app, entity, "list");
      const source = yield* readExisting(path);
      const calls = editCalls(path, source, (current) => setSort(current, field, isDescending));
      yield* makeCalls("", requireCalls(calls, `${entity.plural} are sorted ${order} already.`));
    },
  };
}

type Move = Extract<Request, { kind: "move-page" }>;

/** Where in the routes the page goes, as an offset. */
function findPlace(source: string, { position }: Move, paths: string[]): number {
  const lines = paths.flatMap((path) => findRouteLine(source, path) ?? []);
  if (position === "last") return lines.at(-1)?.end ?? -1;
  if (position === "first") return lines[0]?.start ?? -1;
  const other = "before" in position ? position.before : position.after;
  if ("before" in position) return findRouteLine(source, other)?.start ?? -1;
  return findRouteLine(source, `${other}/:id`)?.end ?? findRouteLine(source, other)?.end ?? -1;
}

function moveEditings(source: string, move: Move, app: KnownApp): ((current: string) => Edit[])[] {
  const own = [move.path, `${move.path}/:id`];
  const lines = own.flatMap((path) => {
    const place = findRouteLine(source, path);
    return place ? [source.slice(place.start, place.end)] : [];
  });
  const others = app.routes.map(({ path }) => path).filter((path) => path !== "" && !own.includes(path));
  return [
    ...own.map((path) => (current: string) => removeRoute(current, path)),
    (current) => {
      const place = findPlace(current, move, others);
      return place === -1 ? [] : [toEdit(current, place, place, lines.join(""))];
    },
  ];
}

/** Another place for a page in the menu. */
export function movePage(app: KnownApp, move: Move): Change {
  const nameOf = (path: string) => app.routes.find((route) => route.path === path)?.label ?? path;
  const { position } = move;
  const where =
    typeof position === "string"
      ? position
      : "before" in position
        ? `before ${nameOf(position.before)}`
        : `after ${nameOf(position.after)}`;
  const label = nameOf(move.path);
  return {
    feature: `${label} ${where} in the menu`,
    notes: "Sidebar and bar at the bottom",
    text: `I put ${label} ${where} in the menu.`,
    title: `Put ${label} ${where} in the menu`,
    summary: `${label} comes ${where} in the menu.`,
    write: function* () {
      const source = yield* readExisting(routesPath);
      const calls = editCalls(routesPath, source, ...moveEditings(source, move, app));
      yield* makeCalls(
        "",
        requireCalls(calls.length > 1 ? calls : [], `${routesPath} no longer has the lines I know.`),
      );
    },
  };
}

/** A new browser starts with nothing. */
export function removeSamples(app: KnownApp): Change {
  return {
    feature: "No sample data",
    notes: "A new browser starts empty",
    text: "I take the sample data away. Records in browsers that have opened the app stay until they are deleted there.",
    title: "Remove the sample data",
    summary:
      'New browsers start empty. To empty one that has records, choose "Delete all records" behind "Saved in this browser".',
    write: function* () {
      const files = yield* readFiles("", [samplesPath]);
      const content = writeEmptySamples(app.entities);
      yield* makeCalls("", [
        ...(files[samplesPath] === null ? [] : [call("delete_file", { path: samplesPath })]),
        call("write_file", { path: samplesPath, content }),
      ]);
    },
  };
}
