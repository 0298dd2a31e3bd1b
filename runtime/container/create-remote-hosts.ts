import type { Config } from "#core/config/index.ts";
import type { RemoteHostName } from "#core/contracts/host-connection.ts";
import type { Project } from "#core/contracts/project.ts";
import type { ConnectionFinding, DeployHost, HostDomains } from "#core/ports/deploy-host.ts";
import type { GitHost } from "#core/ports/git-host.ts";
import type { Stores } from "#core/ports/stores.ts";
import { createRenderDeployHost, createVercelDeployHost } from "#deployments/index.ts";
import type { HostAccess, ReadHostAccess } from "../hosts/create-host-access.ts";
import { toRepositoryName } from "../services/require-project.ts";
import type { Installation } from "./installation.ts";

interface Parts {
  stores: Pick<Stores, "hostProjects" | "deployments">;
  gitHost: Pick<GitHost, "exportFiles">;
}

type ReadAccess = (host: RemoteHostName) => Promise<Pick<HostAccess, "apiUrl" | "token" | "scopeId"> | null>;

/** The repository on GitHub that a host may build from by itself; null for a project of the local git host. */
export const findRepository = async (project: Project): Promise<{ id: number; fullName: string } | null> =>
  project.gitHost === "github" && project.repositoryId !== null && project.repositoryName !== null
    ? { id: project.repositoryId, fullName: project.repositoryName }
    : null;

/** What the hosts that build elsewhere are made with: the connection is read anew for each thing they do. */
export const describeRemoteHosts = (installation: Installation, parts: Parts, readAccess: ReadAccess) => {
  const { stores, gitHost } = parts;
  const shared = (host: RemoteHostName) => ({
    findRepository,
    hostProjects: stores.hostProjects,
    isTaken: async (externalId: string, deploymentId: string): Promise<boolean> =>
      (await stores.deployments.findByExternalId(host, externalId)).some(({ id }) => id !== deploymentId),
    exportFiles: (project: Project, sha: string, folder: string): Promise<void> =>
      gitHost.exportFiles(toRepositoryName(project), sha, folder),
    authorEmail: installation.config.author.email,
    fetch: installation.fetch,
    clock: installation.clock,
  });
  const open = async (host: RemoteHostName) => {
    const access = await readAccess(host);
    return access === null
      ? null
      : { apiUrl: access.apiUrl, token: access.token, scopeId: access.scopeId ?? undefined };
  };
  return {
    vercel: {
      ...shared("vercel"),
      readAccess: async () => {
        const access = await open("vercel");
        return access === null ? null : { ...access, teamId: access.scopeId };
      },
    },
    render: {
      ...shared("render"),
      readAccess: async () => {
        const access = await open("render");
        return access === null ? null : { ...access, ownerId: access.scopeId };
      },
    },
  };
};

/** Tries a host with a token that is not kept yet. */
export const createCheckHost =
  (installation: Installation, parts: Parts) =>
  (host: RemoteHostName, access: HostAccess): ReturnType<Required<DeployHost>["check"]> => {
    const options = describeRemoteHosts(installation, parts, async () => access);
    return host === "vercel"
      ? createVercelDeployHost(options.vercel).check(null)
      : createRenderDeployHost(options.render).check(null);
  };

/** What a project's deploy host can do beside deploying it, with the connection there is. */
export const createProjectHosts = (installation: Installation, parts: Parts, readAccess: ReadAccess) => {
  const { vercel, render } = describeRemoteHosts(installation, parts, readAccess);
  const hosts: Record<string, Pick<DeployHost, "check" | "domains">> = {
    vercel: createVercelDeployHost(vercel),
    render: createRenderDeployHost(render),
  };
  return {
    checkProjectHost: async (project: Project): Promise<ConnectionFinding[]> =>
      (await hosts[project.deployHost]?.check?.(project)) ?? [],
    hostDomains: ({ deployHost }: Project): HostDomains | null => hosts[deployHost]?.domains ?? null,
  };
};

/** The deploy hosts a project may choose: what builds here, and what is connected. */
export const createListDeployHosts =
  ({ folder }: Pick<Config, "folder">, readHostAccess: ReadHostAccess) =>
  async (): Promise<string[]> => {
    const remote: RemoteHostName[] = ["vercel", "render"];
    const access = await Promise.all(remote.map((host) => readHostAccess(host)));
    const connected = remote.filter((_, index) => access[index] !== null);
    return ["local", ...(folder === undefined ? [] : ["folder"]), ...connected];
  };
