"use client";

import { Wrench } from "lucide-react";
import Link from "next/link";
import { isRepairable, toFailureCause, type Deployment } from "#core/contracts/index.ts";
import { Button } from "#web/components/button.tsx";
import { ProblemNote } from "#web/components/problem-note.tsx";
import { Spinner } from "#web/components/spinner.tsx";
import { newestFirst } from "../data/select-rows.ts";
import { useAction } from "../hooks/use-action.ts";
import { useWorkspaceActions } from "../hooks/use-workspace-actions.tsx";
import { useWorkspace } from "../workspace-context.tsx";
import { readRepair } from "./read-repair.ts";

/** "Fix it" beside a failed build: starts the repair, shows how it goes, and says why there is none. */
export const RepairControl = ({ deployment }: { deployment: Deployment }) => {
  const { repairBuild } = useWorkspaceActions();
  const lines = useWorkspace((state) => state.rows.activity_log);
  const runs = useWorkspace((state) => state.rows.runs);
  const repair = useAction(repairBuild);
  const view = readRepair(deployment.id, newestFirst(lines), runs);
  const code = deployment.error?.code ?? "";
  if (view.kind === "working") {
    return (
      <output className="inline-flex items-center gap-1.5 text-sm text-ink-muted">
        <Spinner />
        The AI is repairing it{view.attempt === null ? "" : `, ${view.attempt}`}
      </output>
    );
  }
  return (
    <>
      {view.kind === "stopped" ? <span className="text-sm text-ink-muted">{view.text}</span> : null}
      {toFailureCause(code) === "missing_variable" ? (
        <Button asChild size="sm">
          <Link href={`/projects/${deployment.projectId}/settings/variables`}>Set the variable</Link>
        </Button>
      ) : null}
      {isRepairable(code) ? (
        <Button
          size="sm"
          variant="accent"
          icon={<Wrench aria-hidden="true" />}
          isLoading={repair.isWorking}
          onClick={() => void repair.run(deployment.id)}
        >
          {view.kind === "none" ? "Fix it" : "Fix it again"}
        </Button>
      ) : null}
      {repair.error === null ? null : <ProblemNote error={repair.error} />}
    </>
  );
};
