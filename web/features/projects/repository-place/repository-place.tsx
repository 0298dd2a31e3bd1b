"use client";

import Link from "next/link";
import { useEffect } from "react";
import useSWR from "swr";
import type { GitHubOwner } from "#core/contracts/index.ts";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { SegmentedControl } from "#web/components/segmented-control.tsx";
import { Select } from "#web/components/select.tsx";
import { usePublicConfig } from "#web/hooks/use-app.tsx";
import { getGitHubConnection, GITHUB_OWNERS_PATH, GITHUB_PATH, listGitHubOwners } from "#web/lib/api/github.ts";
import type { GitHubPlaceInput } from "../start-project.ts";
import { NewRepositoryFields } from "./new-repository-fields.tsx";
import { RepositorySelect } from "./repository-select.tsx";

interface Props {
  value: GitHubPlaceInput | null;
  onValueChange: (place: GitHubPlaceInput | null) => void;
  /** What a new repository is called when nothing is typed. */
  derivedName: string;
  /** Told the name of the repository that is imported, null when none is any more. */
  onImport: (name: string | null) => void;
}

const link = "font-medium text-ink underline underline-offset-3";

const OwnerFields = ({ owners, value, onValueChange, derivedName, onImport }: Props & { owners: GitHubOwner[] }) => {
  const [first] = owners;
  const installationId = value?.installationId ?? first?.installationId ?? 0;
  return (
    <>
      <Field label="Account">
        {(control) => (
          <Select
            {...control}
            value={String(installationId)}
            onValueChange={(id) => {
              onImport(null);
              onValueChange({ installationId: Number(id), isPrivate: true });
            }}
            options={owners.map((owner) => ({ value: String(owner.installationId), label: owner.login }))}
          />
        )}
      </Field>
      <RepositorySelect
        installationId={installationId}
        value={value}
        onValueChange={onValueChange}
        onImport={onImport}
      />
      {value?.repositoryId === undefined ? (
        <NewRepositoryFields
          value={value ?? { installationId, isPrivate: true }}
          onValueChange={onValueChange}
          derivedName={derivedName}
        />
      ) : null}
    </>
  );
};

const GitHubFields = (props: Props) => {
  const { data, error } = useSWR(GITHUB_OWNERS_PATH, listGitHubOwners);
  if (error !== undefined) return <ProblemNote error={error} />;
  if (data === undefined) return <p className="text-base text-ink-muted">Loading your accounts…</p>;
  const [first] = data.items;
  if (first === undefined) {
    return (
      <p className="text-base text-ink-muted">
        The App is not installed for an account of yours.{" "}
        <Link href="/settings/github" className={link}>
          Add one in your settings
        </Link>
      </p>
    );
  }
  return <OwnerFields {...props} owners={data.items} />;
};

/** Where the repository of a new project is to be: here, or on GitHub, new or imported. */
export const RepositoryPlace = (props: Props) => {
  const { value, onValueChange, onImport } = props;
  const { gitHost } = usePublicConfig();
  const { data: connection } = useSWR(GITHUB_PATH, getGitHubConnection);
  const isConnected = connection?.login !== null && connection?.login !== undefined;
  const { data: owners } = useSWR(isConnected ? GITHUB_OWNERS_PATH : null, listGitHubOwners);
  const installationId = owners?.items[0]?.installationId;
  // An installation on GitHub begins there, once the person's accounts are known.
  useEffect(() => {
    if (gitHost === "github" && installationId !== undefined) onValueChange({ installationId, isPrivate: true });
    // Only at first: what the person chooses afterwards stays.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [gitHost, installationId]);
  if (connection === undefined || !connection.isAvailable) return null;
  return (
    <fieldset className="flex w-full flex-col items-start gap-4">
      <legend className="mb-1.5 text-sm font-medium">Repository</legend>
      {isConnected ? (
        <>
          <SegmentedControl
            label="Where the repository is"
            size="md"
            value={value === null ? "local" : "github"}
            onValueChange={(choice) => {
              onImport(null);
              onValueChange(choice === "local" ? null : { installationId: installationId ?? 0, isPrivate: true });
            }}
            segments={[
              { value: "local", label: "This installation" },
              { value: "github", label: "GitHub" },
            ]}
          />
          {value === null ? null : <GitHubFields {...props} />}
        </>
      ) : (
        <p className="text-base text-ink-muted">
          On this installation.{" "}
          <Link href="/settings/github" className={link}>
            Connect GitHub
          </Link>{" "}
          to keep it there, or to import one.
        </p>
      )}
    </fieldset>
  );
};
