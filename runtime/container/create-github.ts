import { join } from "node:path";
import type { Project } from "#core/contracts/project.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import {
  createGitHubAccounts,
  createGitHubApp,
  createGitHubHost,
  type GitHubHost,
  type LocalGitHost,
  type RemotePlaces,
  RepositoryUnreachableError,
} from "#git-service/index.ts";
import { createAppReader } from "../services/github/create-app-reader.ts";
import type { GitHubContext, OpenedApp } from "../services/github/github-context.ts";
import { createRoutedGitHost } from "./create-routed-git-host.ts";
import type { Installation } from "./installation.ts";

export interface GitHubParts {
  /** Every project's repository, wherever it is. */
  gitHost: GitHost;
  githubHost: GitHubHost;
  github: GitHubContext;
}

/** What is looked up in the database is taken to hold for so long. */
const KEPT_MILLISECONDS = 4000;

const readFromEnvironment = ({ config }: Installation): OpenedApp | null => {
  const { appId, privateKey, webhookSecret, clientId, clientSecret } = config.github;
  if (appId === undefined || privateKey === undefined || webhookSecret === undefined) return null;
  const client = clientId === undefined || clientSecret === undefined ? null : { clientId, clientSecret };
  return { source: "environment", appId, privateKey, webhookSecret, client };
};

/** Reads projects, and keeps each for a few seconds: every operation of Git asks where its project is. */
const createProjectReader = ({ clock }: Installation, { projects }: Pick<Stores, "projects">) => {
  const known = new Map<string, { project: Promise<Project | null>; until: number }>();
  return {
    forgetProject: (id: string): void => {
      known.delete(id);
    },
    readProject: (id: string): Promise<Project | null> => {
      const now = clock.now().getTime();
      const kept = known.get(id);
      if (kept !== undefined && kept.until > now) return kept.project;
      for (const [each, { until }] of known) if (until <= now) known.delete(each);
      const project = projects.get(id);
      known.set(id, { project, until: now + KEPT_MILLISECONDS });
      project.catch(() => known.delete(id));
      return project;
    },
  };
};

const createPlaces = (
  stores: Pick<Stores, "projects">,
  projects: ReturnType<typeof createProjectReader>,
): RemotePlaces => ({
  find: async (id) => {
    const project = await projects.readProject(id);
    if (project === null || project.repositoryId === null || project.installationId === null) return null;
    if (project.repositoryState === "disconnected") {
      throw new RepositoryUnreachableError("the project was disconnected from it");
    }
    const { repositoryId, installationId, repositoryName } = project;
    return { repositoryId, installationId, fullName: repositoryName ?? "" };
  },
  note: async (id, { installationId, fullName, htmlUrl }) => {
    await stores.projects.update(id, { installationId, repositoryName: fullName, repositoryUrl: htmlUrl });
    projects.forgetProject(id);
  },
});

/** GitHub beside the local git host: both work at once, each project on its own. */
export const createGitHub = async (
  installation: Installation,
  { stores, local }: { stores: Stores; local: LocalGitHost },
): Promise<GitHubParts> => {
  const { config, clock, logger, fetch } = installation;
  const { apiUrl } = config.github;
  const { readApp, forgetApp } = createAppReader({
    stores,
    secretBox: installation.secretBox,
    clock,
    fallback: readFromEnvironment(installation),
  });
  const projects = createProjectReader(installation, stores);
  const app = createGitHubApp({ apiUrl, readIdentity: readApp, fetch, clock });
  const githubHost = await createGitHubHost({
    directory: join(config.dataDirectory, "mirrors"),
    app,
    places: createPlaces(stores, projects),
    clock,
    logger,
  });
  const gitHost = createRoutedGitHost(
    { local, github: githubHost },
    async (id) => (await projects.readProject(id))?.gitHost ?? "local",
  );
  const accounts = createGitHubAccounts({ apiUrl, fetch, clock });
  const { forgetProject } = projects;
  return { gitHost, githubHost, github: { app, accounts, host: githubHost, local, readApp, forgetApp, forgetProject } };
};
