"use client";

import { useState } from "react";
import type { ProjectAnswer } from "#core/contracts/index.ts";
import { Badge } from "#web/components/badge.tsx";
import { Button } from "#web/components/button.tsx";
import { ConfirmDialog } from "#web/components/confirm-dialog.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { toast } from "#web/components/toast.tsx";
import { disconnectRepository, reconnectRepository } from "#web/lib/api/github.ts";
import type { ProjectCardProps } from "./use-save-project.ts";

/** The repository on GitHub: its page, whether it is connected, and how to end that or begin again. */
export const GitHubRepository = ({ project, onSaved }: ProjectCardProps) => {
  const [failure, setFailure] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const isConnected = project.repositoryState === "connected";
  const reconnect = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const saved: ProjectAnswer = await reconnectRepository(project.id);
      onSaved(saved);
      toast.success(`Connected to ${saved.repositoryName ?? "GitHub"}`);
    } catch (thrown) {
      setFailure(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="flex max-w-full flex-wrap items-center gap-2 text-base">
        <a
          href={project.repositoryUrl ?? "https://github.com"}
          className="min-w-0 break-text font-medium text-ink underline underline-offset-3"
        >
          {project.repositoryName}
        </a>
        <Badge tone={isConnected ? "success" : "warning"}>{isConnected ? "Connected" : "Disconnected"}</Badge>
      </p>
      {failure === undefined ? null : <ProblemNote error={failure} />}
      <div className="flex flex-wrap gap-2">
        <Button isLoading={isBusy} onClick={() => void reconnect()}>
          {isConnected ? "Find it again" : "Connect again"}
        </Button>
        {isConnected ? (
          <Button variant="ghost" onClick={() => setAsking(true)}>
            Disconnect
          </Button>
        ) : null}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title="Disconnect the repository?"
        description="Nothing is fetched or pushed until you connect it again. The repository and all that is known of it stay."
        confirmLabel="Disconnect"
        onConfirm={async () => onSaved(await disconnectRepository(project.id))}
      />
    </div>
  );
};
