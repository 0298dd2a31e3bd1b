import type { DeployHost } from "#core/ports/deploy-host.ts";
import { createLocalDeployHost, type LocalHostOptions } from "./hosts/local/create-local-deploy-host.ts";

export interface HostOptions {
  local: LocalHostOptions;
}

/** Every deploy host there is; a new one is a folder under hosts/ and a line here. */
export const createDeployHosts = (
  options: HostOptions,
): { find(name: string): DeployHost | null; local: ReturnType<typeof createLocalDeployHost> } => {
  const local = createLocalDeployHost(options.local);
  const hosts = new Map<string, DeployHost>([["local", local]]);
  return { local, find: (name) => hosts.get(name) ?? null };
};
