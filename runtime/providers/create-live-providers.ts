import { z } from "zod";
import type { Config } from "#core/config/index.ts";
import { modelListSchema } from "#core/contracts/model.ts";
import { ConfigurationError } from "#core/errors/configuration-error.ts";
import { toLetscodeError } from "#core/errors/to-letscode-error.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { ProviderCredential } from "#core/ports/credential-store.ts";
import type { Logger } from "#core/ports/logger.ts";
import type { ModelInfo } from "#core/ports/provider.ts";
import type { SecretBox } from "#core/ports/secret-box.ts";
import type { Stores } from "#core/ports/stores.ts";
import { createProviders, type ProviderRegistry } from "#orchestrator/providers/index.ts";
import { toCredentialContext } from "./to-credential-context.ts";

/** Keys of `admin_settings`. */
export const MODELS_SETTING = "models";
export const DEFAULT_MODEL_SETTING = "default_model";

const ownModelsSchema = z.record(z.string(), modelListSchema);

interface Access {
  apiKey: string | undefined;
  baseUrl: string | undefined;
}

/** What admins entered, on top of the environment. */
export interface ProviderSetup {
  credentials: ReadonlyMap<string, ProviderCredential>;
  /** Why a stored key cannot be used. */
  problems: ReadonlyMap<string, LetscodeError>;
  access: Record<string, Access>;
  ownModels: Record<string, ModelInfo[]>;
  chosenDefault: string | null;
  registry: ProviderRegistry;
}

/** The providers as they are set up at this moment. */
export interface LiveProviders {
  /** Reads what is stored, each time: a key or prompt that was changed holds for the next run, in every process. */
  read(): Promise<ProviderSetup>;
}

interface Options {
  /** Of the service role. */
  stores: Pick<Stores, "credentials" | "settings">;
  secretBox: SecretBox;
  config: Pick<Config, "provider" | "providers">;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  logger: Logger;
  /** Told every key that is in use, so that it is taken out of what people get to read. */
  onSecret(secret: string): void;
}

const openKey = (secretBox: SecretBox, credential: ProviderCredential): string | undefined => {
  const { ciphertext, dataKey, keyId } = credential;
  if (ciphertext === null || dataKey === null || keyId === null) return undefined;
  return secretBox.open({ ciphertext, dataKey, keyId }, toCredentialContext(credential));
};

/** A stored connection replaces the environment's as a whole: a key goes to no address but the one it was entered with. */
const openAll = (
  { config, secretBox, logger, onSecret }: Options,
  credentials: ProviderCredential[],
): Pick<ProviderSetup, "access" | "problems"> => {
  const access: Record<string, Access> = { ...config.providers };
  const problems = new Map<string, LetscodeError>();
  for (const credential of credentials) {
    const { provider, baseUrl } = credential;
    try {
      const apiKey = openKey(secretBox, credential);
      if (apiKey !== undefined) onSecret(apiKey);
      access[provider] = { apiKey, baseUrl };
    } catch (thrown) {
      const error = toLetscodeError(thrown);
      problems.set(provider, error);
      access[provider] = { apiKey: undefined, baseUrl: undefined };
      logger.error("A provider's stored key cannot be used", { provider, code: error.code, fix: error.fix });
    }
  }
  return { access, problems };
};

const toDefault = (choice: string): { name: string; model: string | undefined } => {
  const [name = "", ...rest] = choice.split("/");
  const model = rest.join("/");
  return { name, model: model === "" ? undefined : model };
};

/** The first default that can be used: what an admin chose, then the environment's, then the demo, which always can. */
const createRegistry = (
  { config, clock, fetch }: Options,
  parts: Pick<ProviderSetup, "access" | "ownModels" | "chosenDefault">,
): ProviderRegistry => {
  const { access, ownModels: models, chosenDefault } = parts;
  const chosen = chosenDefault === null ? [] : [toDefault(chosenDefault)];
  for (const candidate of [...chosen, config.provider]) {
    try {
      return createProviders({ access, models, default: candidate, clock, fetch });
    } catch (thrown) {
      if (!(thrown instanceof ConfigurationError)) throw thrown;
    }
  }
  return createProviders({ access, models, default: { name: "demo", model: undefined }, clock, fetch });
};

export const createLiveProviders = (options: Options): LiveProviders => ({
  read: async () => {
    const [credentials, settings] = await Promise.all([
      options.stores.credentials.list(),
      options.stores.settings.read([MODELS_SETTING, DEFAULT_MODEL_SETTING]),
    ]);
    const { access, problems } = openAll(options, credentials);
    const ownModels: Record<string, ModelInfo[]> = ownModelsSchema.safeParse(settings[MODELS_SETTING]).data ?? {};
    const chosenDefault = z.string().safeParse(settings[DEFAULT_MODEL_SETTING]).data ?? null;
    return {
      credentials: new Map(credentials.map((credential) => [credential.provider, credential])),
      problems,
      access,
      ownModels,
      chosenDefault,
      registry: createRegistry(options, { access, ownModels, chosenDefault }),
    };
  },
});
