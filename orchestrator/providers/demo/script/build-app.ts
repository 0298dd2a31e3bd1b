import type { Analysis } from "../analysis/analyse-prompt.ts";
import type { EntitySpec } from "../analysis/app-spec.ts";
import { joinWords } from "../analysis/words.ts";
import { quote } from "../writing/source.ts";
import { writeDashboard } from "../writing/write-dashboard.ts";
import { nextMigrationPath, writeTables } from "../writing/write-migration.ts";
import { modelPath, writeModel, writeModelIndex } from "../writing/write-model.ts";
import {
  detailPagePath,
  type Edit,
  listPagePath,
  relateOnDetailPage,
  writeDetailPage,
  writeListPage,
} from "../writing/write-pages.ts";
import { writeReadme } from "../writing/write-readme.ts";
import { writeSamples } from "../writing/write-samples.ts";
import type { KnownApp } from "../reading/read-app.ts";
import { connectHint, demoNote } from "./demo-note.ts";
import { isStepOf, makeCalls, planCall, runStep, type Feature, type Step } from "./steps.ts";
import { call, type Script, type ToolCall } from "./turn.ts";
import { routeEdits, routesPath } from "./route-edits.ts";
import { readFiles, toEditCalls } from "./working-tree.ts";

const configPath = "src/app-config.ts";
const tokensPath = "src/styles/tokens.css";

const lower = (entity: EntitySpec) => entity.plural.toLowerCase();
const write = (path: string, content: string) => call("write_file", { path, content });

/** Edits an existing file; when a person has changed the place, the rest of the step goes on without it. */
const tryEdits = (path: string, source: string | null, edits: Edit[]): ToolCall[] =>
  toEditCalls(path, source, edits).calls;

/** Replaces the value of a property or variable wherever it stands on a line of its own. */
export function replaceValue(source: string | null, pattern: RegExp, value: string): Edit[] {
  const match = pattern.exec(source ?? "");
  if (!match) return [];
  const [line = "", start = "", , end = ""] = match;
  return [{ search: line, replace: `${start}${value}${end}` }];
}

export const configEdits = (source: string | null, key: string, value: string) =>
  replaceValue(source, new RegExp(`^(  ${key}: )(.*)(,)$`, "m"), quote(value));

export const accentEdits = (source: string | null, colour: string) =>
  replaceValue(source, /^(\s*--accent: )([^;]+)(;)$/m, colour);

export const titleEdits = (source: string | null, title: string) =>
  replaceValue(source, /(<title>)([^<]*)(<\/title>)/, title.replaceAll("&", "&amp;").replaceAll("<", "&lt;"));

function dataStep(app: Analysis): Step {
  const { entities } = app;
  return {
    text: `First the foundation: what ${joinWords(entities.map(lower))} consist of, a few samples, and tables for Supabase with row level security.`,
    title: "Describe the data and name the app",
    summary: `Models, sample data and a migration for ${joinWords(entities.map(lower))}; name, tagline and accent colour.`,
    write: function* () {
      const files = yield* readFiles("", [configPath, tokensPath, "index.html"]);
      const config = files[configPath] ?? null;
      yield* makeCalls("", [
        ...entities.map((entity) => write(modelPath(entity), writeModel(entity, entities))),
        write("src/model/index.ts", writeModelIndex(entities)),
        write("src/model/samples.ts", writeSamples(entities)),
        write(nextMigrationPath([], "create_tables"), writeTables(entities)),
        ...tryEdits(configPath, config, [
          ...configEdits(config, "name", app.name),
          ...configEdits(config, "tagline", app.tagline),
          ...configEdits(config, "icon", app.icon),
        ]),
        ...tryEdits(tokensPath, files[tokensPath] ?? null, accentEdits(files[tokensPath] ?? null, app.accent)),
        ...tryEdits("index.html", files["index.html"] ?? null, titleEdits(files["index.html"] ?? null, app.name)),
      ]);
    },
  };
}

/** A list page, a page for one record, their routes, and the line on the pages of what they belong to. */
export function recordsStep(entity: EntitySpec, entities: EntitySpec[], later: EntitySpec[] = []): Step {
  const parents = entities.filter(({ collection }) => entity.fields.some(({ target }) => target === collection));
  return {
    text: `Now ${lower(entity)}: a list to search, sort and filter, and a page for each ${entity.singular.toLowerCase()}.`,
    title: `Add ${lower(entity)}`,
    summary: `List, form and page for ${lower(entity)}${parents.length > 0 ? `, shown with ${joinWords(parents.map(({ singular }) => `their ${singular.toLowerCase()}`))}` : ""}.`,
    write: function* () {
      const files = yield* readFiles("", [routesPath, ...parents.map(detailPagePath)]);
      const related = parents.flatMap((parent) => {
        const path = detailPagePath(parent);
        const source = files[path];
        return source ? tryEdits(path, source, relateOnDetailPage(source, parent, entity) ?? []) : [];
      });
      const routes = files[routesPath] ?? null;
      const isRouted = routes?.includes(`path: ${quote(`/${entity.path}`)}`) ?? false;
      yield* makeCalls("", [
        write(listPagePath(entity), writeListPage(entity)),
        write(detailPagePath(entity), writeDetailPage(entity)),
        ...(isRouted ? [] : tryEdits(routesPath, routes, routeEdits(routes, entity, later))),
        ...related,
      ]);
    },
  };
}

function dashboardStep(app: Analysis): Step {
  return {
    text: "Now the first page: the figures that matter, what comes next, and how things stand.",
    title: "Add the dashboard",
    summary: `The first page shows figures, what is coming up and the state of ${joinWords(app.entities.slice(0, 3).map(lower))}.`,
    write: function* () {
      const files = yield* readFiles("", [routesPath]);
      const routes = files[routesPath] ?? null;
      const isWelcome = routes?.includes("page: Welcome") ?? false;
      yield* makeCalls("", [
        write("src/pages/dashboard.tsx", writeDashboard(app)),
        ...tryEdits(routesPath, routes, [
          {
            search: `import { Welcome } from "./pages/welcome";\n`,
            replace: `import { Dashboard } from "./pages/dashboard";\n`,
          },
          {
            search: `page: Welcome, menu: { label: "Welcome", icon: "home" }`,
            replace: `page: Dashboard, menu: { label: "Dashboard", icon: "home" }`,
          },
        ]),
        ...(isWelcome ? [call("delete_file", { path: "src/pages/welcome.tsx" })] : []),
      ]);
    },
  };
}

function polishStep(app: Analysis): Step {
  return {
    text: "Last, the finish: an icon in the app's colour, and a README that says what this app is and how to go on.",
    title: "Polish the look and write the README",
    summary: "An icon in the accent colour, a description for search engines and a README.",
    write: function* () {
      const files = yield* readFiles("", ["public/favicon.svg", "index.html"]);
      const [icon = null, page = null] = [files["public/favicon.svg"], files["index.html"]];
      yield* makeCalls("", [
        ...tryEdits("public/favicon.svg", icon, replaceValue(icon, /(rx="9" fill=")([^"]*)(")/, app.accent)),
        ...tryEdits(
          "index.html",
          page,
          replaceValue(
            page,
            /(<meta name="description" content=")([^"]*)(")/,
            app.tagline.replaceAll("&", "&amp;").replaceAll('"', "&quot;"),
          ),
        ),
        write("README.md", writeReadme(app)),
      ]);
    },
  };
}

/** The kinds of records that come after this one in the navigation, the next one first. */
function followersOf({ collection }: EntitySpec, { menuOrder, entities }: Analysis): EntitySpec[] {
  const later = menuOrder.slice(menuOrder.indexOf(collection) + 1);
  return later.flatMap((name) => entities.find((other) => other.collection === name) ?? []);
}

const listSteps = (app: Analysis): (Step & Feature)[] => [
  {
    ...dataStep(app),
    feature: "Data model",
    notes: `${joinWords(app.entities.map(({ plural }) => plural))}, with sample data and row level security`,
  },
  ...app.entities.map((entity) => ({
    ...recordsStep(entity, app.entities, followersOf(entity, app)),
    feature: entity.plural,
    notes: entity.fields.map(({ label }) => label).join(", "),
  })),
  { ...dashboardStep(app), feature: "Dashboard", notes: "Figures, what is coming up, how things stand" },
  { ...polishStep(app), feature: "Polish", notes: "Icon, page description, README" },
];

/** What the app keeps is there, or all of it was taken back: then a step of this name is one of the first build. */
const isBuiltFrom = (app: Analysis, known: KnownApp): boolean =>
  known.entities.length === 0 ||
  app.entities.every(({ collection }) => known.entities.some((entity) => entity.collection === collection));

/** Does one step of a first build anew, over the app as it is now. Answers false when the build has no such step. */
export function* redoBuildStep(app: Analysis, known: KnownApp, redone: string): Script<boolean> {
  const steps = listSteps(app);
  const index = steps.findIndex((step) => isStepOf(step, redone));
  const step = steps[index];
  if (step === undefined || !isBuiltFrom(app, known)) return false;
  const entry = { feature: step.feature, notes: step.notes, priority: index + 1 };
  const plan = (status: string) => call("update_plan", { features: [{ ...entry, status }] });
  yield* runStep({ ...step, text: `${demoNote} I do this step once more, over the app as it is now.` }, [
    plan("in_progress"),
  ]);
  yield { text: "", calls: [plan("done"), call("finish", { summary: `Done anew: ${step.title}. (Demo provider)` })] };
  return true;
}

/** Turns an analysis into an app, one feature a step. */
export function* buildApp(app: Analysis): Script<void> {
  const steps = listSteps(app);
  yield {
    text:
      `${demoNote} ${connectHint}\n\n` +
      `I read your description as **${app.name}**, an app that keeps ${joinWords(app.entities.map(lower))}. ` +
      `${app.isForeign ? "I recognised a few words and write the app in English. " : ""}Here is the plan.`,
    calls: [planCall(steps, 0)],
  };
  for (const [index, step] of steps.entries()) {
    yield* runStep(step, index === 0 ? [] : [planCall(steps, index)]);
  }
  const wishes = app.notBuilt.length > 0 ? ` Not built, because this demo cannot: ${joinWords(app.notBuilt)}.` : "";
  yield {
    text: "",
    calls: [
      planCall(steps, steps.length),
      call("finish", {
        summary: `${app.name} is ready: ${joinWords(app.entities.map(lower))}, with a dashboard and sample data.${wishes} Built by the demo provider; ask for a change such as "add a due date to ${app.entities.slice(0, 1).map(lower).join("")}" or "make it green".`,
      }),
    ],
  };
}
