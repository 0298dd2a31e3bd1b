import type { ModelChoice, ProviderRegistry } from "#orchestrator/providers/index.ts";

/** Who knows the models that can be used now. */
export interface ModelSource {
  read(): Promise<{ registry: Pick<ProviderRegistry, "defaultModel" | "resolve"> }>;
}

/**
 * Provider and model for `provider/model`, or `provider` alone; null takes the installation's default. Throws
 * InvalidInputError for a provider that is not set up now.
 */
export const resolveModel = async (
  { providers }: { providers: ModelSource },
  choice: string | null,
): Promise<ModelChoice> => {
  const { registry } = await providers.read();
  return choice === null ? registry.defaultModel : registry.resolve(choice);
};
