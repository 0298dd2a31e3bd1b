"use client";

import { useState } from "react";
import useSWR from "swr";
import type { GitHubAppAnswer } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { SectionCard } from "#web/components/card.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { ErrorState } from "#web/components/error-state.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { LoadingRegion, Skeleton } from "#web/components/skeleton.tsx";
import { toast } from "#web/components/toast.tsx";
import { useGitHubReturn } from "#web/hooks/use-github-return.ts";
import { finishGitHubApp, getGitHubApp, GITHUB_APP_PATH, removeGitHubApp } from "#web/lib/api/github.ts";
import { ConnectionCheck } from "./connection-check.tsx";
import { SetUpForm } from "./set-up-form.tsx";

const Facts = ({ app }: { app: GitHubAppAnswer }) => (
  <dl className="grid gap-4 text-base sm:grid-cols-2">
    {[
      { term: "Name", value: app.name ?? "Set in the environment" },
      { term: "Number", value: app.appId ?? "" },
      { term: "Webhooks arrive at", value: app.webhookUrl },
    ].map(({ term, value }) => (
      <div key={term} className="min-w-0">
        <dt className="text-sm text-ink-subtle">{term}</dt>
        <dd className="break-text">{value}</dd>
      </div>
    ))}
  </dl>
);

const links = "font-medium text-ink underline underline-offset-3";

const AppCard = ({ app, onChanged }: { app: GitHubAppAnswer; onChanged: () => Promise<unknown> }) => {
  const [isAsking, setAsking] = useState(false);
  const remove = async () => {
    await removeGitHubApp();
    toast.success("The GitHub App is forgotten");
    await onChanged();
  };
  return (
    <SectionCard
      title="GitHub App"
      description="Through it, projects can be repositories on GitHub. Its keys are stored encrypted and never shown."
      footer={
        app.source === "stored" ? (
          <Button variant="secondary" onClick={() => setAsking(true)}>
            Forget this App
          </Button>
        ) : undefined
      }
    >
      <Facts app={app} />
      {app.htmlUrl === null ? null : (
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-base">
          <a href={app.htmlUrl} className={links}>
            Open it on GitHub
          </a>
          <a href={app.installUrl ?? app.htmlUrl} className={links}>
            Install it for an account
          </a>
        </p>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Forget the GitHub App?"
        description="Projects on GitHub stay there, but nothing is fetched or pushed until an App is set up again. Delete the App itself on GitHub."
        confirmLabel="Forget it"
        isDangerous
        onConfirm={remove}
      />
    </SectionCard>
  );
};

/** The GitHub App of this installation: set it up, check it, forget it. */
export const GitHubAdmin = () => {
  const { data: app, error, mutate } = useSWR(GITHUB_APP_PATH, getGitHubApp);
  const [finish] = useState(() => async (input: { code: string; state: string }) => {
    await mutate(await finishGitHubApp(input), { revalidate: false });
    toast.success("The GitHub App is set up");
  });
  const { isFinishing, failure } = useGitHubReturn(finish);
  if (app === undefined && error !== undefined) {
    return <ErrorState title="The GitHub App could not be loaded" error={error} onRetry={() => void mutate()} />;
  }
  if (app === undefined || isFinishing) {
    return (
      <LoadingRegion label={isFinishing ? "Taking over the GitHub App" : "Loading the GitHub App"}>
        <div className="flex flex-col gap-3">
          <Skeleton className="h-4 w-2/3" />
          <Skeleton className="h-4 w-1/2" />
        </div>
      </LoadingRegion>
    );
  }
  return (
    <>
      {failure === undefined ? null : <ProblemNote error={failure} />}
      {app.isSetUp ? (
        <>
          <AppCard app={app} onChanged={() => mutate()} />
          <ConnectionCheck />
        </>
      ) : (
        <SetUpForm />
      )}
    </>
  );
};
