import { activeRunStates, type Activity, type Run } from "#core/contracts/index.ts";

/** What is known of the repair of a failed build. */
export type RepairView =
  | { kind: "none" }
  | { kind: "working"; run: Run | null; attempt: string | null }
  | { kind: "ended"; run: Run }
  | { kind: "stopped"; text: string };

const reasons: Record<string, string> = {
  same_cause: "The AI stopped: the same cause came back after its repair.",
  attempts_used_up: "The AI stopped: the attempts you allow in a row are used up.",
  not_repairable: "No change of the code would mend this, so the AI did not try.",
};

const describeAttempt = ({ details }: Activity): string | null =>
  details["isAutomatic"] === true
    ? `attempt ${String(details["attempt"])} of ${String(details["maximumAttempts"])}`
    : null;

/** Read from the log and the runs as the workspace has them; `lines` are newest first. */
export const readRepair = (
  deploymentId: string,
  lines: readonly Activity[],
  runs: ReadonlyMap<string, Run>,
): RepairView => {
  const newest = lines.find(
    ({ action, details }) => action.startsWith("deployment.repair_") && details["deploymentId"] === deploymentId,
  );
  if (newest === undefined) return { kind: "none" };
  if (newest.action === "deployment.repair_stopped") {
    return { kind: "stopped", text: reasons[String(newest.details["reason"])] ?? "The AI stopped repairing this." };
  }
  const run = newest.runId === null ? undefined : runs.get(newest.runId);
  if (run === undefined || activeRunStates.includes(run.state))
    return { kind: "working", run: run ?? null, attempt: describeAttempt(newest) };
  return { kind: "ended", run };
};
