import type { ModelOptions } from "#core/contracts/model.ts";
import type { ServiceContext } from "./service-context.ts";

/** Every model that can be chosen now, by provider, and the one that is taken where nothing is. */
export const listModels = async ({ providers }: Pick<ServiceContext, "providers">): Promise<ModelOptions> => {
  const { registry } = await providers.read();
  const { provider, model } = registry.defaultModel;
  const items = registry.list().flatMap((one) =>
    one.models().map(({ name, contextTokens, inputPrice, outputPrice }) => ({
      id: `${one.name}/${name}`,
      provider: one.name,
      model: name,
      contextTokens,
      inputPrice,
      outputPrice,
      isDemo: one.isDemo,
    })),
  );
  return { default: `${provider}/${model}`, items, nextCursor: null };
};
