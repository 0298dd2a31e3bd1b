import type { z } from "zod";
import {
  providerNameSchema,
  type ConnectableProvider,
  type ProviderSettings,
  type providersAnswerSchema,
} from "#core/contracts/provider-settings.ts";
import { connectableProviders, createCandidate } from "#orchestrator/providers/index.ts";
import type { ProviderSetup } from "../../providers/index.ts";
import type { ServiceContext } from "../service-context.ts";

type Context = Pick<ServiceContext, "providers" | "clock" | "fetch">;

const builtInModels = (name: string, { clock, fetch }: Context) =>
  createCandidate(name, { apiKey: undefined, baseUrl: "https://unused.invalid", clock, fetch })?.models() ?? [];

/** A provider as an admin sees it: everything but its key. */
export const describeProvider = (
  context: Context,
  setup: ProviderSetup,
  name: ConnectableProvider,
): ProviderSettings => {
  const stored = setup.credentials.get(name);
  const access = setup.access[name];
  const connected = setup.registry.list().find((provider) => provider.name === name);
  const hasKey = stored === undefined ? access?.apiKey !== undefined : stored.ciphertext !== null;
  return {
    name,
    isConnected: connected !== undefined,
    source: stored !== undefined ? "stored" : connected !== undefined ? "environment" : "none",
    baseUrl: stored?.baseUrl ?? access?.baseUrl ?? null,
    hasKey,
    hint: stored?.hint ?? "",
    updatedAt: stored?.updatedAt ?? null,
    models: connected?.models() ?? setup.ownModels[name] ?? builtInModels(name, context),
    hasOwnModels: setup.ownModels[name] !== undefined,
    problem: setup.problems.get(name)?.toProblem() ?? null,
  };
};

/** Every provider that can be connected, and what runs use that choose nothing. */
export const describeProviders = async (context: Context): Promise<z.input<typeof providersAnswerSchema>> => {
  const setup = await context.providers.read();
  const { provider, model } = setup.registry.defaultModel;
  const defaultModel = `${provider}/${model}`;
  return {
    defaultModel,
    isDefaultChosen: setup.chosenDefault !== null,
    items: connectableProviders.map((name) => describeProvider(context, setup, providerNameSchema.parse(name))),
    nextCursor: null,
  };
};
