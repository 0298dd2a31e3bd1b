import type { EntitySpec } from "../analysis/app-spec.ts";
import { quote } from "../writing/source.ts";
import { routeImports, routeLines, type Edit } from "../writing/write-pages.ts";
import { ScriptStop } from "./steps.ts";

export const routesPath = "src/routes.tsx";

/** The line of the first page in src/routes.tsx that comes after this one in the navigation. */
function findNextRoute(source: string, later: EntitySpec[]): string | undefined {
  const lines = source.split("\n").map((line) => `${line}\n`);
  return lines.find((line) => later.some(({ path }) => line.startsWith(`  { path: ${quote(`/${path}`)},`)));
}

/** Lines for a page and its imports in src/routes.tsx, before those of `later` or else at the end of the list. */
export function routeEdits(source: string | null, entity: EntitySpec, later: EntitySpec[] = []): Edit[] {
  const lastImport = [...(source ?? "").matchAll(/^import .*;$/gm)].findLast(
    ([line]) => line.includes("./pages/") || line.includes("./router"),
  )?.[0];
  const end = /^\];$/m.test(source ?? "") ? "\n];\n" : null;
  if (!lastImport || !end || !source?.includes(end))
    throw new ScriptStop(`${routesPath} no longer has the list of routes I know.`);
  const next = findNextRoute(source, later);
  return [
    { search: `${lastImport}\n`, replace: `${routeImports(entity)}${lastImport}\n` },
    next
      ? { search: next, replace: `${routeLines(entity)}${next}` }
      : { search: end, replace: `\n${routeLines(entity)}];\n` },
  ];
}
