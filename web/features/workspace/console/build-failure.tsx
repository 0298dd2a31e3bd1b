"use client";

import { RotateCw, TriangleAlert } from "lucide-react";
import type { Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { useAction } from "../hooks/use-action.ts";
import { useControls } from "../hooks/use-controls.ts";
import { revealControls } from "../text/reveal-controls.ts";
import { RepairControl } from "./repair-control.tsx";

/** Why a build failed or is blocked, and what to do: above its log. Nothing for any other build. */
export const BuildFailure = ({
  deployment,
  onShowError,
}: {
  deployment: Deployment;
  onShowError: (() => void) | null;
}) => {
  const { controlDeployment } = useControls();
  const retry = useAction(controlDeployment);
  if (deployment.state !== "error" && deployment.state !== "blocked") return null;
  const isBlocked = deployment.state === "blocked";
  return (
    <div
      className={
        isBlocked
          ? "shrink-0 border-b border-warning-line bg-warning-soft px-3 py-2"
          : "shrink-0 border-b border-danger-line bg-danger-soft px-3 py-2"
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <TriangleAlert
          aria-hidden="true"
          className={isBlocked ? "size-4 shrink-0 text-warning-text" : "size-4 shrink-0 text-danger-text"}
        />
        <p className="break-text min-w-48 flex-1 text-sm">
          <span className="font-medium">
            {revealControls(
              deployment.error?.message ?? (isBlocked ? "The deploy host holds this build back." : "The build failed."),
            )}
          </span>{" "}
          <span className="text-ink-muted">{revealControls(deployment.error?.fix ?? "Look at the log.")}</span>
        </p>
        <div className="flex flex-wrap items-center gap-1.5">
          {onShowError === null ? null : (
            <Button size="sm" onClick={onShowError}>
              Jump to the error
            </Button>
          )}
          <Button
            size="sm"
            icon={<RotateCw aria-hidden="true" />}
            isLoading={retry.isWorking}
            onClick={() => void retry.run(deployment.id, "retry")}
          >
            Build again
          </Button>
          {isBlocked ? null : <RepairControl deployment={deployment} />}
        </div>
      </div>
      {retry.error === null ? null : <ProblemNote error={retry.error} />}
    </div>
  );
};
