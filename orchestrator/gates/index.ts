import { checkContent } from "./check-content.ts";
import { checkDeletions } from "./check-deletions.ts";
import { checkMigrations } from "./check-migrations.ts";
import { checkPaths } from "./check-paths.ts";
import { checkSecrets } from "./check-secrets.ts";
import { checkSize } from "./check-size.ts";
import type { ChangeSet, Gate } from "./gate.ts";

/** What a step must pass before it is committed, cheapest first. The project's own checks run after these. */
export const gates: readonly Gate[] = [
  checkPaths,
  checkSize,
  checkDeletions,
  checkContent,
  checkMigrations,
  checkSecrets,
];

/** Reasons of the first gate that refuses; empty when all pass. */
export const passGates = async (changeSet: ChangeSet): Promise<string[]> => {
  for (const gate of gates) {
    const reasons = await gate.check(changeSet);
    if (reasons.length > 0) return reasons;
  }
  return [];
};
