import type { Repair, RepairSettings } from "../contracts/repair.ts";

/** What became of failed deployments. */
export interface RepairStore {
  /** What the owner chose; the default where nothing was. */
  getSettings(projectId: string): Promise<RepairSettings>;
  saveSettings(projectId: string, settings: RepairSettings): Promise<RepairSettings>;
  /**
   * Decides whether a repair begins, and records it: once, however many ask at once. Null where there is nothing to
   * decide. Throws IllegalStateError when a person asks about a deployment that has not failed.
   */
  begin(deploymentId: string, how: { isAutomatic: boolean; isRepairable: boolean }): Promise<Repair | null>;
  setRun(repairId: string, runId: string): Promise<void>;
  /** Newest first. */
  list(deploymentId: string): Promise<Repair[]>;
}
