import { z } from "zod";

export const changeTables = [
  "projects",
  "project_plan",
  "runs",
  "run_steps",
  "run_messages",
  "commits",
  "deployments",
  "activity_log",
] as const;

/**
 * Payload of a durable event: what `realtime.broadcast_changes` sends. The broadcast event name is
 * `operation`; `record` is the row as the database spells it (snake_case), its `seq` included.
 */
export const changeEventSchema = z.object({
  schema: z.string(),
  table: z.enum(changeTables),
  operation: z.enum(["INSERT", "UPDATE", "DELETE"]),
  record: z.record(z.string(), z.unknown()).nullable(),
  old_record: z.record(z.string(), z.unknown()).nullable(),
});
export type ChangeEvent = z.infer<typeof changeEventSchema>;
