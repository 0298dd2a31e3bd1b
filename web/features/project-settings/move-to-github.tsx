"use client";

import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "#web/components/button.tsx";
import { Field } from "#web/components/field.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Select } from "#web/components/select.tsx";
import { toast } from "#web/components/toast.tsx";
import {
  getGitHubConnection,
  GITHUB_OWNERS_PATH,
  GITHUB_PATH,
  listGitHubOwners,
  moveToGitHub,
} from "#web/lib/api/github.ts";
import type { ProjectCardProps } from "./use-save-project.ts";

const Move = ({ project, onSaved }: ProjectCardProps) => {
  const { data, error } = useSWR(GITHUB_OWNERS_PATH, listGitHubOwners);
  const [chosen, setChosen] = useState<string>();
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  if (error !== undefined) return <ProblemNote error={error} />;
  const owners = data?.items ?? [];
  const installationId = chosen ?? String(owners[0]?.installationId ?? "");
  const move = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const place = { installationId: Number(installationId), name: project.slug, isPrivate: true };
      const moved = await moveToGitHub(project.id, place);
      onSaved(moved);
      toast.success(`Moved to ${moved.repositoryName ?? "GitHub"}`);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <Field
        label="Move to GitHub"
        hint={`A private repository called ${project.slug} is made there, with every branch and the whole history.`}
      >
        {(control) => (
          <span className="flex gap-2">
            <Select
              {...control}
              className="min-w-0 flex-1"
              value={installationId}
              isDisabled={owners.length === 0}
              onValueChange={setChosen}
              options={owners.map((owner) => ({ value: String(owner.installationId), label: owner.login }))}
            />
            <Button isLoading={isBusy} disabled={owners.length === 0} onClick={() => void move()}>
              Move
            </Button>
          </span>
        )}
      </Field>
      {failure === undefined ? null : <ProblemNote error={failure} />}
    </div>
  );
};

/** Takes a project of this installation to GitHub; nothing where there is no GitHub. */
export const MoveToGitHub = (props: ProjectCardProps) => {
  const { data: connection } = useSWR(GITHUB_PATH, getGitHubConnection);
  if (connection === undefined || !connection.isAvailable) return null;
  if (connection.login !== null) return <Move {...props} />;
  return (
    <p className="text-base text-ink-muted">
      <Link href="/settings/github" className="font-medium text-ink underline underline-offset-3">
        Connect GitHub
      </Link>{" "}
      to move this project there with its whole history.
    </p>
  );
};
