"use client";

import { useSWRConfig } from "swr";
import { providersAnswerSchema } from "#core/contracts/index.ts";
import { Card } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { ADMIN_PROVIDERS_PATH } from "#web/lib/api/admin-providers.ts";
import { MODELS_PATH } from "#web/lib/api/choices.ts";
import { DefaultModelCard } from "./default-model-card.tsx";
import { ProviderCard } from "./provider-card.tsx";

const Waiting = () => (
  <LoadingRegion label="Loading providers">
    <Card className="flex flex-col gap-3 p-6">
      <Skeleton className="h-5 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-9 w-1/2" />
    </Card>
  </LoadingRegion>
);

/** Providers, their keys, models and prices, and what is used where nothing is chosen. */
export const ModelSettings = () => {
  const { mutate } = useSWRConfig();
  const providers = useResource(ADMIN_PROVIDERS_PATH, providersAnswerSchema);
  if (providers.data === undefined) {
    return providers.error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState
        title="The providers could not be loaded"
        error={providers.error}
        onRetry={() => void providers.mutate()}
      />
    );
  }
  const { defaultModel, isDefaultChosen, items } = providers.data;
  const reload = () => void Promise.all([providers.mutate(), mutate(MODELS_PATH)]);
  return (
    <>
      <DefaultModelCard defaultModel={defaultModel} isChosen={isDefaultChosen} onChanged={reload} />
      {items.map((provider) => (
        <ProviderCard key={provider.name} provider={provider} defaultModel={defaultModel} onChanged={reload} />
      ))}
    </>
  );
};
