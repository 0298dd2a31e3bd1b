import { join } from "node:path";

/** Folder of one deployment's output. */
export const deploymentFolder = (dataDirectory: string, id: string): string => join(dataDirectory, "deployments", id);

/** Folder of the dependencies shared by all builds. */
export const dependenciesFolder = (dataDirectory: string): string => join(dataDirectory, "cache", "dependencies");

/** Folder of what a project's builds keep for the next one. */
export const buildCacheFolder = (dataDirectory: string, projectId: string): string =>
  join(dataDirectory, "cache", "builds", projectId);

/** Folder in which builds take place. */
export const buildsFolder = (dataDirectory: string): string => join(dataDirectory, "builds");
