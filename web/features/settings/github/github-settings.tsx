"use client";

import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import type { GitHubConnection } from "#core/contracts/index.ts";
import { Button, buttonClasses } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useProfile } from "#web/hooks/use-app.tsx";
import { useGitHubReturn } from "#web/hooks/use-github-return.ts";
import { connectGitHub, disconnectGitHub, getGitHubConnection, GITHUB_PATH } from "#web/lib/api/github.ts";
import { OwnerList } from "./owner-list.tsx";

const describe = ({ isAvailable, login }: GitHubConnection): string => {
  if (!isAvailable)
    return "No GitHub App is set up on this installation, so projects stay on it. An admin sets one up in the admin area.";
  return login === null
    ? "Connect your account to keep projects as repositories on GitHub, or to import what you have there."
    : `Connected as ${login}. New projects can be repositories of the accounts below.`;
};

const Connected = ({ connection, onEnded }: { connection: GitHubConnection; onEnded: () => Promise<unknown> }) => {
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      await disconnectGitHub();
      toast.success("Your account is no longer connected");
      await onEnded();
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <OwnerList />
      {failure === undefined ? null : <ProblemNote error={failure} />}
      <div className="flex flex-wrap gap-2">
        {connection.installUrl === null ? null : (
          <a href={connection.installUrl} className={buttonClasses("secondary", "md")}>
            Add an account or repositories
          </a>
        )}
        <Button variant="ghost" isLoading={isBusy} onClick={() => void end()}>
          Disconnect
        </Button>
      </div>
    </>
  );
};

/** A person's connection to GitHub. */
export const GitHubSettings = () => {
  const { isAdmin } = useProfile();
  const { data: connection, error, mutate } = useSWR(GITHUB_PATH, getGitHubConnection);
  const [finish] = useState(() => async (input: { code: string; state: string }) => {
    await mutate(await connectGitHub(input), { revalidate: false });
    toast.success("Your account is connected");
  });
  const { isFinishing, failure } = useGitHubReturn(finish);
  if (connection === undefined && error !== undefined) {
    return <ErrorState title="Your connection could not be loaded" error={error} onRetry={() => void mutate()} />;
  }
  if (connection === undefined || isFinishing) {
    return (
      <LoadingRegion label={isFinishing ? "Connecting your account" : "Loading your connection"}>
        <Skeleton className="h-4 w-2/3" />
      </LoadingRegion>
    );
  }
  return (
    <SectionCard title="GitHub" description={describe(connection)}>
      {failure === undefined ? null : <ProblemNote error={failure} />}
      {!connection.isAvailable && isAdmin ? (
        <Link href="/admin/github" className={`${buttonClasses("secondary", "md")} self-start`}>
          Set up GitHub
        </Link>
      ) : null}
      {connection.login === null && connection.authorizeUrl !== null ? (
        <a href={connection.authorizeUrl} className={`${buttonClasses("primary", "md")} self-start`}>
          Connect GitHub
        </a>
      ) : null}
      {connection.login === null ? null : <Connected connection={connection} onEnded={() => mutate()} />}
    </SectionCard>
  );
};
