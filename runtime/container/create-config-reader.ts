import type { PublicConfig } from "#core/contracts/public-config.ts";
import type { Template } from "#core/contracts/template.ts";
import type { Provider } from "#core/ports/provider.ts";
import type { LiveProviders } from "../providers/index.ts";
import { describePublicConfig } from "./describe-public-config.ts";
import type { Installation } from "./installation.ts";

/** Every page and every health check asks; what an admin changes is seen after this long. */
const FRESH_MILLISECONDS = 1_000;

interface Parts {
  templates: Template[];
  providers: LiveProviders;
  hasGit: boolean;
  findSandbox(): Promise<unknown>;
}

/** Reads what anyone may know of this installation. While the database is away it answers what it knew last. */
export const createConfigReader = (installation: Installation, parts: Parts): (() => Promise<PublicConfig>) => {
  const { clock, logger } = installation;
  let known: { provider: Provider; address: string | undefined; model: string; at: number } | null = null;
  const readProvider = async () => {
    const now = clock.now().getTime();
    if (known !== null && now - known.at < FRESH_MILLISECONDS) return known;
    try {
      const { registry, access } = await parts.providers.read();
      const { provider, model } = registry.defaultModel;
      known = { provider: registry.get(provider), address: access[provider]?.baseUrl, model, at: now };
    } catch (thrown) {
      if (known === null) throw thrown;
      logger.warn("The providers' settings could not be read", { reason: String(thrown) });
    }
    return known;
  };
  return async () => {
    const { provider, address, model } = await readProvider();
    const { templates, hasGit, findSandbox } = parts;
    return describePublicConfig(installation, { templates, provider, address, model, hasGit, findSandbox });
  };
};
