import { changeEventSchema, type Project } from "#core/contracts/index.ts";
import { parseRow } from "#core/contracts/parse-row.ts";
import { projectSchema, rowSchemas, type RowBatch, type Table } from "./workspace-rows.ts";

/** One durable change, as the store applies it. `seq` is null for a removal, which takes no number. */
export type Change =
  | { kind: "rows"; seq: number; batch: RowBatch }
  | { kind: "project"; seq: number; project: Project }
  | { kind: "project-removed" }
  | { kind: "removed"; table: Table; id: string };

/** Rows as the database spells them, parsed into a batch. Throws ZodError for a row of another shape. */
export const parseRows = (table: Table, rows: readonly unknown[]): RowBatch => {
  switch (table) {
    case "project_plan":
      return { project_plan: rows.map((row) => parseRow(rowSchemas.project_plan, row)) };
    case "runs":
      return { runs: rows.map((row) => parseRow(rowSchemas.runs, row)) };
    case "run_steps":
      return { run_steps: rows.map((row) => parseRow(rowSchemas.run_steps, row)) };
    case "run_messages":
      return { run_messages: rows.map((row) => parseRow(rowSchemas.run_messages, row)) };
    case "commits":
      return { commits: rows.map((row) => parseRow(rowSchemas.commits, row)) };
    case "deployments":
      return { deployments: rows.map((row) => parseRow(rowSchemas.deployments, row)) };
    case "activity_log":
      return { activity_log: rows.map((row) => parseRow(rowSchemas.activity_log, row)) };
  }
};

/**
 * Reads the payload of a durable event. Null for what cannot be read: the number it carried stays a hole, and the
 * hole is filled by a read.
 */
export const parseChange = (payload: unknown): Change | null => {
  const event = changeEventSchema.safeParse(payload);
  if (!event.success) return null;
  const { table, operation, record, old_record: oldRecord } = event.data;
  if (operation === "DELETE") {
    if (table === "projects") return { kind: "project-removed" };
    return typeof oldRecord?.id === "string" ? { kind: "removed", table, id: oldRecord.id } : null;
  }
  try {
    if (table === "projects") {
      const project = parseRow(projectSchema, record);
      return { kind: "project", seq: project.lastSeq, project };
    }
    const seq = record?.seq;
    return typeof seq === "number" ? { kind: "rows", seq, batch: parseRows(table, [record]) } : null;
  } catch {
    return null;
  }
};
