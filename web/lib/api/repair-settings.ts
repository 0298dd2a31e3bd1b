import { repairSettingsSchema, type RepairSettings } from "#core/contracts/index.ts";
import { projectPath } from "./projects.ts";
import { requestApi } from "./request-api.ts";

export const repairSettingsPath = (projectId: string): string => `${projectPath(projectId)}/repair-settings`;

export const saveRepairSettings = (projectId: string, settings: RepairSettings): Promise<RepairSettings> =>
  requestApi(repairSettingsPath(projectId), { method: "PUT", body: settings, answer: repairSettingsSchema });
