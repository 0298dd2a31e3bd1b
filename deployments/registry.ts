import type { DeployHost } from "#core/ports/deploy-host.ts";
import { createFolderDeployHost, type FolderHostOptions } from "./hosts/folder/create-folder-deploy-host.ts";
import { createLocalDeployHost, type LocalHostOptions } from "./hosts/local/create-local-deploy-host.ts";
import { createRenderDeployHost } from "./hosts/render/create-render-deploy-host.ts";
import type { RenderHostOptions } from "./hosts/render/render-host-options.ts";
import { createVercelDeployHost } from "./hosts/vercel/create-vercel-deploy-host.ts";
import type { VercelHostOptions } from "./hosts/vercel/vercel-host-options.ts";

/** What each host needs; one that is left out is not there. */
export interface HostOptions {
  local: LocalHostOptions;
  folder?: FolderHostOptions | undefined;
  vercel?: VercelHostOptions | undefined;
  render?: RenderHostOptions | undefined;
}

/** Every deploy host there is; a new one is a folder under hosts/ and a line here. */
export const createDeployHosts = (
  options: HostOptions,
): { find(name: string): DeployHost | null; local: ReturnType<typeof createLocalDeployHost> } => {
  const local = createLocalDeployHost(options.local);
  const hosts: DeployHost[] = [
    local,
    ...(options.folder === undefined ? [] : [createFolderDeployHost(options.folder)]),
    ...(options.vercel === undefined ? [] : [createVercelDeployHost(options.vercel)]),
    ...(options.render === undefined ? [] : [createRenderDeployHost(options.render)]),
  ];
  return { local, find: (name) => hosts.find((host) => host.name === name) ?? null };
};
