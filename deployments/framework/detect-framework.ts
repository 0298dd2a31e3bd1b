import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { frameworkList } from "@vercel/frameworks";
import { detectFrameworkRecord, LocalFileSystemDetector } from "@vercel/fs-detectors";
import { z } from "zod";

/** How a project is built and served. */
export interface FrameworkPlan {
  /** Vercel's slug, or `static` and `node`. */
  framework: string;
  needsInstall: boolean;
  buildCommand: string | null;
  /** Folders that may hold the built site, most likely first. */
  outputFolders: string[];
  /** Command of a server to be started on demand; null for a static site. */
  startCommand: string | null;
  /** Unknown paths answer index.html. */
  isSinglePage: boolean;
}

const packageSchema = z.object({
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
  devDependencies: z.record(z.string(), z.string()).default({}),
});
export type PackageManifest = z.infer<typeof packageSchema>;

/** package.json of a folder; null without one. Throws a ZodError or SyntaxError for a damaged one. */
export const readManifest = async (folder: string): Promise<PackageManifest | null> => {
  const text = await readFile(join(folder, "package.json"), "utf8").catch(() => null);
  return text === null ? null : packageSchema.parse(JSON.parse(text));
};

/** Frameworks whose built output is one page with a router of its own. */
const singlePageFrameworks = new Set([
  "vite",
  "create-react-app",
  "vue",
  "svelte",
  "preact",
  "angular",
  "ember",
  "parcel",
  "solidstart-0",
]);

const staticPlan = async (folder: string): Promise<FrameworkPlan> => {
  const names = await readdir(folder);
  const outputFolders = names.includes("index.html") ? ["."] : ["public", "dist", "build", "."];
  return {
    framework: "static",
    needsInstall: false,
    buildCommand: null,
    outputFolders,
    startCommand: null,
    isSinglePage: false,
  };
};

const toOutput = (value: unknown): string[] => (typeof value === "string" ? [value] : []);

/** Detects the framework of an exported project with Vercel's own presets, so that it is built here as it is there. */
export const detectFramework = async (folder: string): Promise<FrameworkPlan> => {
  const manifest = await readManifest(folder);
  if (manifest === null) return staticPlan(folder);
  const dependencyCount = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).length;
  const needsInstall = dependencyCount > 0;
  const record = await detectFrameworkRecord({ fs: new LocalFileSystemDetector(folder), frameworkList });
  const preset = frameworkList.find(({ slug }) => slug !== null && slug === record?.slug);
  const buildCommand = manifest.scripts["build"] === undefined ? null : "npm run build";
  if (record?.slug === "nextjs") {
    return {
      framework: "nextjs",
      needsInstall,
      buildCommand: buildCommand ?? "next build",
      outputFolders: ["out"],
      startCommand: "next start -p $PORT",
      isSinglePage: false,
    };
  }
  const startCommand = manifest.scripts["start"] === undefined ? null : "npm start";
  if (preset === undefined && startCommand !== null) {
    return { framework: "node", needsInstall, buildCommand, outputFolders: [], startCommand, isSinglePage: false };
  }
  if (preset === undefined && buildCommand === null) return { ...(await staticPlan(folder)), needsInstall: false };
  const { outputDirectory } = preset?.settings ?? {};
  const preferred = outputDirectory !== undefined && "value" in outputDirectory ? toOutput(outputDirectory.value) : [];
  return {
    framework: preset?.slug ?? "static",
    needsInstall,
    buildCommand: buildCommand ?? "vite build",
    outputFolders: [...preferred, "dist", "build", "out", "public"],
    startCommand: null,
    isSinglePage: singlePageFrameworks.has(preset?.slug ?? ""),
  };
};
