import type { Config } from "#core/config/index.ts";
import { findSharedServer } from "#runtime/api/shared-server.ts";

type Hosts = Pick<Config, "deployHost" | "vercel" | "render" | "folder">;

const readConfigured = ({ deployHost, vercel, render }: Hosts): string[] => [
  deployHost,
  ...(vercel.token === undefined ? [] : ["vercel"]),
  ...(render.apiKey === undefined ? [] : ["render"]),
];

/**
 * Where previews come from beside this installation, as sources of a content security policy. Projects choose among the
 * hosts that are connected, whatever the default is. Apps have names at their hosts that nobody can list, so one such host
 * lets every address with TLS be framed.
 */
export const listForeignPreviews = async (config: Hosts): Promise<string[]> => {
  const configured = readConfigured(config);
  // A database that does not answer is no reason to show no page.
  const hosts =
    (await findSharedServer()
      ?.listDeployHosts()
      .catch(() => configured)) ?? configured;
  const isRemote = [...hosts, config.deployHost].some((host) => host !== "local" && host !== "folder");
  return [
    ...(isRemote ? ["https:"] : []),
    ...(config.folder === undefined ? [] : [new URL(config.folder.publicUrl).origin]),
  ];
};
