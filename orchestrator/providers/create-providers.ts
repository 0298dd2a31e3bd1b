import { ConfigurationError } from "#core/errors/configuration-error.ts";
import { InvalidInputError } from "#core/errors/invalid-input-error.ts";
import type { Clock } from "#core/ports/clock.ts";
import type { ModelInfo, Provider } from "#core/ports/provider.ts";
import { createDemoProvider } from "./demo/index.ts";
import { adapters, unknownModel } from "./registry.ts";

export interface ModelChoice {
  provider: string;
  model: string;
}

export interface ProviderRegistry {
  /** The provider of that name. Throws InvalidInputError when this installation does not have it. */
  get(name: string): Provider;
  /** Every provider that is set up here; the demo is always one of them. */
  list(): Provider[];
  /** Reads "provider/model", or "provider" for its first model. Throws InvalidInputError for what is not set up here. */
  resolve(choice: string): ModelChoice;
  defaultModel: ModelChoice;
}

export interface CreateProvidersOptions {
  /** Key and address by provider. One with neither, or without the key its API demands, is left out. */
  access: Record<string, { apiKey: string | undefined; baseUrl: string | undefined }>;
  /** What runs use that choose nothing. */
  default: { name: string; model: string | undefined };
  /** Model lists that replace the built-in ones, by provider. */
  models?: Record<string, ModelInfo[]>;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  /** Milliseconds between two chunks of the demo's answers. */
  demoPace?: number;
}

/** Only a server of one's own may go without a key. */
const isReachable = (name: string, access: { apiKey: string | undefined; baseUrl: string | undefined }) =>
  access.baseUrl !== undefined && (access.apiKey !== undefined || name === "compatible");

function createConfigured(options: CreateProvidersOptions): Provider[] {
  const { access, models = {}, clock, fetch } = options;
  return Object.entries(adapters).flatMap(([name, create]) => {
    const given = access[name];
    if (!given?.baseUrl || !isReachable(name, given)) return [];
    const chosen = options.default.name === name ? options.default.model : undefined;
    const listed = models[name] ?? (name === "compatible" && chosen ? [unknownModel(chosen)] : undefined);
    return [create({ apiKey: given.apiKey, baseUrl: given.baseUrl, models: listed, clock, fetch })];
  });
}

/**
 * The providers of this installation, by configuration alone. Cheap: nothing is connected until a run streams, so it can be
 * made anew whenever a key changes. Throws ConfigurationError when the default provider is not set up.
 */
export function createProviders(options: CreateProvidersOptions): ProviderRegistry {
  const { clock, demoPace } = options;
  const demo = createDemoProvider({ clock, ...(demoPace === undefined ? {} : { pace: demoPace }) });
  const providers = [...createConfigured(options), demo];
  const find = (name: string) => providers.find((provider) => provider.name === name);
  const describe = () => providers.map(({ name }) => name).join(", ");

  const modelOf = (provider: Provider): string | undefined =>
    provider.name === options.default.name && options.default.model
      ? options.default.model
      : provider.models()[0]?.name;

  const get = (name: string): Provider => {
    const provider = find(name);
    if (provider) return provider;
    throw new InvalidInputError([
      { path: "provider", message: `"${name}" is not set up here; there is ${describe()}` },
    ]);
  };

  const resolve = (choice: string): ModelChoice => {
    const [name = "", ...rest] = choice.trim().split("/");
    const provider = get(name);
    const model = rest.join("/") || modelOf(provider);
    if (model) return { provider: name, model };
    throw new InvalidInputError([{ path: "model", message: `name a model of ${name}, such as "${name}/model"` }]);
  };

  const initial = find(options.default.name);
  const initialModel = initial && modelOf(initial);
  if (!initial || !initialModel) {
    throw new ConfigurationError([
      {
        name: initial ? "LETSCODE_MODEL" : "LETSCODE_PROVIDER",
        message: initial
          ? `is missing, and ${initial.name} has no model to fall back on`
          : `is "${options.default.name}", which has no key or address`,
      },
    ]);
  }
  return { get, list: () => providers, resolve, defaultModel: { provider: initial.name, model: initialModel } };
}
