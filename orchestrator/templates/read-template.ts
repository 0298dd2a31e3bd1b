import { readFile, readdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { FileEdit } from "#core/contracts/file.ts";
import { templateSchema, type Template } from "#core/contracts/template.ts";
import { NotFoundError } from "#core/errors/index.ts";

/** `templates/<name>/template.json`: what a person chooses by. It stays out of the repositories made from it. */
const manifestSchema = templateSchema.extend({ order: z.number().int().default(100) });

export interface TemplateWithFiles extends Template {
  files: FileEdit[];
}

export const templatesFolder = fileURLToPath(new URL("../../templates/", import.meta.url));

/** What installing, building and running leave behind in a template's own folder. */
const skippedFolders = new Set(["node_modules", "dist", ".git"]);
const manifestName = "template.json";

async function listPaths(folder: string, prefix = ""): Promise<string[]> {
  const entries = await readdir(`${folder}/${prefix}`, { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    if (entry.isDirectory()) {
      return skippedFolders.has(entry.name) ? [] : listPaths(folder, `${prefix}${entry.name}/`);
    }
    return entry.isFile() && prefix + entry.name !== manifestName ? [prefix + entry.name] : [];
  });
  return (await Promise.all(nested)).flat().toSorted();
}

/** Name, title and description of every template, the default first. Throws when a manifest is damaged. */
export async function listTemplates(folder = templatesFolder): Promise<Template[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const manifests = entries
    .filter((entry) => entry.isDirectory())
    .map(async ({ name }) =>
      manifestSchema.parse(JSON.parse(await readFile(`${folder}/${name}/${manifestName}`, "utf8"))),
    );
  return (await Promise.all(manifests))
    .toSorted((one, other) => one.order - other.order)
    .map((manifest) => templateSchema.parse(manifest));
}

/**
 * Everything a new project begins with, paths sorted and relative to the repository. Only names that
 * `listTemplates` answers are read, so a name can never leave the folder. Throws NotFoundError for any other.
 */
export async function readTemplate(name: string, folder = templatesFolder): Promise<TemplateWithFiles> {
  const template = (await listTemplates(folder)).find((candidate) => candidate.name === name);
  if (!template) throw new NotFoundError(`template called ${JSON.stringify(name)}`);
  const paths = await listPaths(`${folder}/${name}`);
  const files = paths.map(async (path) => ({ path, content: await readFile(`${folder}/${name}/${path}`, "utf8") }));
  return { ...template, files: await Promise.all(files) };
}
