import { defaultRepairSettings, repairSchema, repairSettingsSchema } from "#core/contracts/repair.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RepairStore } from "#core/ports/repair-store.ts";
import type { Client } from "./client.ts";
import { readRow, readRows, unwrap } from "./rows.ts";

const MAXIMUM_LISTED = 50;

export const createRepairStore = (client: Client): RepairStore => ({
  getSettings: async (projectId) =>
    (await readRow(
      "read the repair settings",
      repairSettingsSchema,
      client.from("repair_settings").select().eq("project_id", projectId).limit(1),
    )) ?? defaultRepairSettings,
  saveSettings: async (projectId, { isAutomatic, maximumAttempts }) => {
    const request = client.rpc("save_repair_settings", {
      p_project_id: projectId,
      p_is_automatic: isAutomatic,
      p_maximum_attempts: maximumAttempts,
    });
    const saved = await readRow("save the repair settings", repairSettingsSchema, request);
    if (saved === null) throw new NotFoundError("project");
    return saved;
  },
  begin: (deploymentId, { isAutomatic, isRepairable }) =>
    readRow(
      "begin the repair",
      repairSchema,
      client.rpc("begin_repair", {
        p_deployment_id: deploymentId,
        p_is_automatic: isAutomatic,
        p_is_repairable: isRepairable,
      }),
    ),
  setRun: async (repairId, runId) => {
    await unwrap(
      "note the run of the repair",
      client.from("deployment_repairs").update({ run_id: runId }).eq("id", repairId),
    );
  },
  list: (deploymentId) =>
    readRows(
      "list repairs",
      repairSchema,
      client
        .from("deployment_repairs")
        .select()
        .eq("deployment_id", deploymentId)
        .order("ordinal", { ascending: false })
        .limit(MAXIMUM_LISTED),
    ),
});
