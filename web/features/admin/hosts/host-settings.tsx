"use client";

import { Card } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { useResource } from "#web/hooks/use-resource.ts";
import { ADMIN_HOSTS_PATH, hostConnectionsSchema } from "#web/lib/api/admin-hosts.ts";
import { HostCard } from "./host-card.tsx";

const Waiting = () => (
  <LoadingRegion label="Loading deploy hosts">
    <Card className="flex flex-col gap-3 p-6">
      <Skeleton className="h-5 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="h-9 w-1/2" />
    </Card>
  </LoadingRegion>
);

/** Deploy hosts that are reached by an account. What builds on this machine needs no connection. */
export const HostSettings = () => {
  const { data, error, mutate } = useResource(ADMIN_HOSTS_PATH, hostConnectionsSchema);
  if (data === undefined) {
    return error === undefined ? (
      <Waiting />
    ) : (
      <ErrorState title="The deploy hosts could not be loaded" error={error} onRetry={() => void mutate()} />
    );
  }
  return (
    <>
      {data.items.map((connection) => (
        <HostCard key={connection.host} connection={connection} onChanged={() => void mutate()} />
      ))}
    </>
  );
};
