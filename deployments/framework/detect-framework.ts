import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { frameworkList, type Framework } from "@vercel/frameworks";
import { detectFrameworkRecord, LocalFileSystemDetector } from "@vercel/fs-detectors";
import { DeploymentFailure } from "../errors/deployment-failure.ts";
import type { FrameworkPlan, ServerEntry } from "./framework-plan.ts";
import { readManifest, type PackageManifest } from "./read-manifest.ts";
import { readOverrides, type Overrides } from "./read-overrides.ts";

/** Frameworks whose built output is one page with a router of its own. */
const singlePageFrameworks = new Set([
  "vite",
  "create-react-app",
  "vue",
  "svelte",
  "preact",
  "angular",
  "ionic-angular",
  "ionic-react",
  "ember",
  "parcel",
  "solidstart",
]);

const nitro: ServerEntry = { file: ".output/server/index.mjs", command: "node .output/server/index.mjs" };

/** What the servers of frameworks that render on demand are started with, when their build was made for it. */
const serverEntries: Record<string, ServerEntry[]> = {
  nextjs: [{ file: ".next/BUILD_ID", command: "next start -H 127.0.0.1 -p $PORT" }],
  nuxtjs: [nitro],
  nitro: [nitro],
  "tanstack-start": [nitro],
  "solidstart-1": [nitro],
  "react-router": [{ file: "build/server/index.js", command: "react-router-serve ./build/server/index.js" }],
  remix: [{ file: "build/server/index.js", command: "remix-serve ./build/server/index.js" }],
  astro: [{ file: "dist/server/entry.mjs", command: "node dist/server/entry.mjs" }],
  sveltekit: [{ file: "build/index.js", command: "node build" }],
  "sveltekit-1": [{ file: "build/index.js", command: "node build" }],
};

const mainFiles = ["server", "index", "app", "main"].flatMap((name) =>
  ["js", "mjs", "cjs", "ts", "mts"].flatMap((extension) => [`${name}.${extension}`, `src/${name}.${extension}`]),
);

const usualFolders = ["dist", "build", "out", "public", "_site"];

const valueOf = (setting: unknown): string | null => {
  if (typeof setting !== "object" || setting === null || !("value" in setting)) return null;
  return typeof setting.value === "string" && setting.value !== "N/A" ? setting.value : null;
};

/** False for Express, Hono, Nest, plain Node and their like: no site comes out of a build, there is a server to start. */
const hasSite = ({ settings: { outputDirectory } }: Framework): boolean =>
  outputDirectory === undefined || !("value" in outputDirectory) || outputDirectory.value !== "N/A";

const toolsNotHere = new Set(["hugo", "jekyll", "middleman", "zola"]);

const refuseUnsupported = (preset: Framework): never => {
  throw new DeploymentFailure({
    code: "framework_unsupported",
    message: `This is a ${preset.name} project, and this deploy host builds JavaScript projects and serves plain sites only.`,
    fix: "Deploy it with Vercel, or commit the built site in a folder named public.",
    excerpt: [],
    signature: `framework_unsupported:${preset.slug}`,
  });
};

const staticPlan = async (folder: string, overrides: Overrides): Promise<FrameworkPlan> => {
  const { buildCommand, outputDirectory } = overrides;
  const names = await readdir(folder);
  if (!names.some((name) => name === "index.html" || usualFolders.includes(name))) {
    const preset = await findPreset(folder, overrides);
    if (preset !== undefined && (!hasSite(preset) || toolsNotHere.has(preset.slug ?? ""))) refuseUnsupported(preset);
  }
  const usual = names.includes("index.html") ? ["."] : ["public", "dist", "build", "."];
  return {
    framework: "static",
    needsInstall: false,
    buildCommand: buildCommand ?? null,
    servers: [],
    outputFolders: outputDirectory ? [outputDirectory] : usual,
    startCommand: null,
    isSinglePage: false,
  };
};

/** Without npm in between, which would take 0.3 s and 60 MB for each server, unless there is more for it to run. */
const toStartCommand = ({ scripts }: PackageManifest): string | null =>
  scripts["start"] === undefined || scripts["prestart"] === undefined ? (scripts["start"] ?? null) : "npm start";

const findStartCommand = (folder: string, manifest: PackageManifest): string | null => {
  const command = toStartCommand(manifest);
  if (command !== null) return command;
  const named = manifest.main === undefined ? [] : [manifest.main];
  const file = [...named, ...mainFiles].find((name) => existsSync(join(folder, name)));
  return file === undefined ? null : `node ${JSON.stringify(file)}`;
};

const findPreset = async (folder: string, overrides: Overrides): Promise<Framework | undefined> => {
  const record = await detectFrameworkRecord({ fs: new LocalFileSystemDetector(folder), frameworkList });
  const slug = overrides.framework ?? record?.slug;
  return frameworkList.find((preset) => preset.slug !== null && preset.slug === slug);
};

const hasPackages = ({ dependencies, devDependencies, optionalDependencies }: PackageManifest): boolean =>
  Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).length > 0;

/**
 * Detects the framework of an exported project with Vercel's own presets, so that it is built here as it is there.
 * Throws DeploymentFailure for a damaged package.json.
 */
export const detectFramework = async (folder: string): Promise<FrameworkPlan> => {
  const manifest = await readManifest(folder);
  const overrides = await readOverrides(folder);
  if (manifest === null) return staticPlan(folder, overrides);
  const preset = await findPreset(folder, overrides);
  const slug = preset?.slug ?? null;
  const script = manifest.scripts["build"] === undefined ? null : "npm run build";
  const buildCommand = overrides.buildCommand ?? script ?? valueOf(preset?.settings.buildCommand);
  const needsInstall = hasPackages(manifest);
  const isServer = preset !== undefined && !hasSite(preset);
  const startCommand = findStartCommand(folder, manifest);
  if (isServer || (preset === undefined && manifest.scripts["start"] !== undefined)) {
    const framework = slug ?? "node";
    return {
      framework,
      needsInstall,
      buildCommand,
      servers: [],
      outputFolders: overrides.outputDirectory ? [overrides.outputDirectory] : [],
      startCommand,
      isSinglePage: false,
    };
  }
  if (preset === undefined && buildCommand === null) return staticPlan(folder, overrides);
  const preferred = overrides.outputDirectory ?? valueOf(preset?.settings.outputDirectory);
  const isSinglePage = singlePageFrameworks.has(slug ?? "");
  return {
    framework: slug ?? "static",
    needsInstall,
    buildCommand,
    servers: serverEntries[slug ?? ""] ?? [],
    outputFolders: [...new Set([...(preferred === null ? [] : [preferred]), ...usualFolders, ".output/public"])],
    startCommand: isSinglePage ? null : toStartCommand(manifest),
    isSinglePage,
  };
};
