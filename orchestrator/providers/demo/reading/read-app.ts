import { routesPath } from "../script/route-edits.ts";
import { readFiles, type Files } from "../script/working-tree.ts";
import type { Script } from "../script/turn.ts";
import { parseModel, unquote, type KnownEntity } from "./parse-model.ts";

export const modelIndexPath = "src/model/index.ts";
export const samplesPath = "src/model/samples.ts";
export const configPath = "src/app-config.ts";
export const tokensPath = "src/styles/tokens.css";
export const dashboardPath = "src/pages/dashboard.tsx";
export const themePath = "public/theme.js";

export interface KnownRoute {
  /** Without the slash at its start. */
  path: string;
  /** File of the page, or undefined when it is not imported the usual way. */
  file: string | undefined;
  component: string;
  label: string | undefined;
}

/** An app on the SaaS starter as its files are now. */
export interface KnownApp {
  name: string;
  accent: string;
  icon: string;
  currency: string;
  entities: KnownEntity[];
  routes: KnownRoute[];
  files: Files;
}

/** Every page of src/routes.tsx with its file. */
export function readRoutes(source: string): KnownRoute[] {
  const imports = new Map(
    [...source.matchAll(/import \{ (\w+) \} from "\.\/([\w/.-]+)";/g)].map(([, name = "", file = ""]) => [
      name,
      `src/${file.replace(/\.tsx$/, "")}.tsx`,
    ]),
  );
  const entry = /\{\s*path:\s*"\/([^"]*)",\s*page:\s*(\w+)(?:,\s*menu:\s*\{\s*label:\s*"((?:[^"\\]|\\.)*)")?/g;
  return [...source.matchAll(entry)].map(([, path = "", component = "", label]) => ({
    path,
    component,
    file: imports.get(component),
    label: label === undefined ? undefined : unquote(label),
  }));
}

const readSetting = (source: string | null, key: string) =>
  unquote(new RegExp(String.raw`^\s*${key}:\s*"((?:[^"\\]|\\.)*)"`, "m").exec(source ?? "")?.[1]);

/** Files of the models that src/model/index.ts brings together, in its order. */
const listModels = (index: string) =>
  [...index.matchAll(/from "\.\/([\w-]+)(?:\.ts)?";/g)].map(([, file]) => `src/model/${file}.ts`);

/**
 * Reads what there is through the tools. Null when the project does not have the starter's routes and models. An app
 * without any records yet is one with no entities.
 */
export function* readApp(text = ""): Script<KnownApp | null> {
  const files = yield* readFiles(text, [routesPath, modelIndexPath, configPath, tokensPath]);
  const [routes, index] = [files[routesPath], files[modelIndexPath]];
  if (!routes || index === null || index === undefined) return null;
  const paths = listModels(index);
  const models = paths.length > 0 ? yield* readFiles("", paths) : {};
  return {
    name: readSetting(files[configPath] ?? null, "name"),
    icon: readSetting(files[configPath] ?? null, "icon"),
    currency: readSetting(files[configPath] ?? null, "currency"),
    accent: /--accent:\s*([^;]+);/.exec(files[tokensPath] ?? "")?.[1]?.trim() ?? "",
    entities: paths.flatMap((path) => parseModel(path, models[path] ?? "") ?? []),
    routes: readRoutes(routes),
    files: { ...files, ...models },
  };
}
