"use client";

import useSWRInfinite from "swr/infinite";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { listGitHubRepositories } from "#web/lib/api/github.ts";
import type { GitHubPlaceInput } from "../start-project.ts";

const NEW = "new";

/** A new repository, or one of the account's that is imported with its history. */
export const RepositorySelect = ({
  installationId,
  value,
  onValueChange,
}: {
  installationId: number;
  value: GitHubPlaceInput | null;
  onValueChange: (place: GitHubPlaceInput) => void;
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
      <Field label="Start from" hint={isLoading ? "Loading your repositories…" : undefined}>
        {(control) => (
          <Select
            {...control}
            value={value?.repositoryId === undefined ? NEW : String(value.repositoryId)}
            onValueChange={(choice) =>
              onValueChange({
                installationId,
                isPrivate: true,
                ...(choice === NEW ? {} : { repositoryId: Number(choice) }),
              })
            }
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
