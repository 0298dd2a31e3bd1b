"use client";

import { Building2, UserRound } from "lucide-react";
import useSWR from "swr";
import { ErrorState } from "#web/components/error-state.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { GITHUB_OWNERS_PATH, listGitHubOwners } from "#web/lib/api/github.ts";

/** The accounts a person can keep repositories in. */
export const OwnerList = () => {
  const { data, error, mutate } = useSWR(GITHUB_OWNERS_PATH, listGitHubOwners);
  if (data === undefined) {
    return error === undefined ? (
      <LoadingRegion label="Loading your accounts on GitHub">
        <Skeleton className="h-4 w-1/2" />
      </LoadingRegion>
    ) : (
      <ErrorState size="sm" title="Your accounts could not be loaded" error={error} onRetry={() => void mutate()} />
    );
  }
  if (data.items.length === 0) {
    return (
      <p className="text-base text-ink-muted">
        The App is not installed for an account of yours yet. Add one, and choose the repositories it may reach.
      </p>
    );
  }
  return (
    <ul className="flex flex-col gap-2 text-base">
      {data.items.map(({ installationId, login, kind }) => (
        <li key={installationId} className="flex min-w-0 items-center gap-2 [&_svg]:size-4 [&_svg]:text-ink-subtle">
          {kind === "person" ? <UserRound aria-label="Person" /> : <Building2 aria-label="Organization" />}
          <span className="truncate">{login}</span>
        </li>
      ))}
    </ul>
  );
};
