/** What may serve a built project: the file that shows it was built for that, and the command. */
export interface ServerEntry {
  file: string;
  command: string;
}

/** How a project is built, and what to look for once it is. */
export interface FrameworkPlan {
  /** Vercel's slug, or `static`. */
  framework: string;
  needsInstall: boolean;
  buildCommand: string | null;
  /** Servers to look for first. */
  servers: ServerEntry[];
  /** Folders that may hold the built site, most likely first. */
  outputFolders: string[];
  /** Command of a server where neither of those is there; null when there must be a site. */
  startCommand: string | null;
  /** Unknown paths answer index.html. */
  isSinglePage: boolean;
}
