import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { ServiceContext } from "./service-context.ts";

/** Throws InvalidInputError for a deploy host that this installation does not have, or is not connected to. */
export const requireDeployHost = async (
  { listDeployHosts }: Pick<ServiceContext, "listDeployHosts">,
  name: string,
): Promise<void> => {
  const hosts = await listDeployHosts();
  if (hosts.includes(name)) return;
  throw new InvalidInputError([{ path: "deployHost", message: `choose one that is connected: ${hosts.join(", ")}` }]);
};
