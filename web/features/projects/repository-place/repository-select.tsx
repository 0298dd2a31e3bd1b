"use client";

import useSWRInfinite from "swr/infinite";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { listGitHubRepositories } from "#web/lib/api/github.ts";
import type { GitHubPlaceInput } from "../start-project.ts";

const NEW = "new";
/** Names of projects are shorter than those of repositories may be. */
const MAXIMUM_NAME = 60;

/** A new repository, or one of the account's that is imported with its history. */
export const RepositorySelect = ({
  installationId,
  value,
  onValueChange,
  onImport,
}: {
  installationId: number;
  value: GitHubPlaceInput | null;
  onValueChange: (place: GitHubPlaceInput) => void;
  /** Told the name of the repository that is imported, null for a new one. */
  onImport: (name: string | null) => void;
}) => {
  const { data, error, size, setSize, isLoading } = useSWRInfinite(
    (index: number) => ["github-repositories", installationId, index + 1] as const,
    ([, id, page]) => listGitHubRepositories(id, page),
    { revalidateFirstPage: false },
  );
  const repositories = (data ?? []).flatMap(({ items }) => items);
  const hasMore = data?.at(-1)?.nextPage !== null && data !== undefined;
  return (
    <div className="flex w-full flex-col items-start gap-2">
      <Field label="New or existing" hint={isLoading ? "Loading your repositories…" : undefined}>
        {(control) => (
          <Select
            {...control}
            value={value?.repositoryId === undefined ? NEW : String(value.repositoryId)}
            onValueChange={(choice) => {
              const imported = repositories.find(({ id }) => String(id) === choice);
              onImport(imported?.fullName.split("/").at(-1)?.slice(0, MAXIMUM_NAME) ?? null);
              onValueChange({
                installationId,
                isPrivate: true,
                ...(choice === NEW ? {} : { repositoryId: Number(choice) }),
              });
            }}
            options={[
              { value: NEW, label: "A new repository" },
              ...repositories.map(({ id, fullName }) => ({ value: String(id), label: `Import ${fullName}` })),
            ]}
          />
        )}
      </Field>
      {error === undefined ? null : <ProblemNote error={error} />}
      {hasMore ? (
        <Button size="sm" variant="ghost" onClick={() => void setSize(size + 1)}>
          Show more repositories
        </Button>
      ) : null}
    </div>
  );
};
