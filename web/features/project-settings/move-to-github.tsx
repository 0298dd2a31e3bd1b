"use client";

import Link from "next/link";
import { useState } from "react";
import useSWR from "swr";
import { Button } from "#web/components/button.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
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
  const [isAsking, setAsking] = useState(false);
  if (error !== undefined) return <ProblemNote error={error} />;
  const owners = data?.items ?? [];
  const installationId = chosen ?? String(owners[0]?.installationId ?? "");
  const owner = owners.find((each) => String(each.installationId) === installationId);
  const move = async () => {
    const place = { installationId: Number(installationId), name: project.slug, isPrivate: true };
    const moved = await moveToGitHub(project.id, place);
    onSaved(moved);
    toast.success(`Moved to ${moved.repositoryName ?? "GitHub"}`);
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
              options={owners.map((each) => ({ value: String(each.installationId), label: each.login }))}
            />
            <Button disabled={owners.length === 0} onClick={() => setAsking(true)}>
              Move
            </Button>
          </span>
        )}
      </Field>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={`Move to ${owner?.login ?? "GitHub"}/${project.slug}?`}
        description="The repository is GitHub's from then on, and cannot be moved back. Whoever cloned it here clones it there anew."
        confirmLabel="Move it"
        onConfirm={move}
      />
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
