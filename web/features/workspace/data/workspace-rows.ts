import {
  activitySchema,
  commitRowSchema,
  deploymentSchema,
  planFeatureSchema,
  projectSchema,
  runMessageSchema,
  runSchema,
  runStepSchema,
} from "#core/contracts/index.ts";
import type { z } from "zod";

/** The contract of each table whose rows the workspace keeps. */
export const rowSchemas = {
  project_plan: planFeatureSchema,
  runs: runSchema,
  run_steps: runStepSchema,
  run_messages: runMessageSchema,
  commits: commitRowSchema,
  deployments: deploymentSchema,
  activity_log: activitySchema,
} as const;

export { projectSchema };

export type Table = keyof typeof rowSchemas;
export type RowOf<Name extends Table> = z.output<(typeof rowSchemas)[Name]>;

export const tables: readonly Table[] = [
  "project_plan",
  "runs",
  "run_steps",
  "run_messages",
  "commits",
  "deployments",
  "activity_log",
];

/** The rows of each table by id; a commit goes by its sha, which is what everything else names it by. */
export type Rows = { readonly [Name in Table]: ReadonlyMap<string, RowOf<Name>> };

/** Some rows of any tables, as a read or an event brings them. */
export type RowBatch = { readonly [Name in Table]?: readonly RowOf<Name>[] };

export const noRows: Rows = {
  project_plan: new Map(),
  runs: new Map(),
  run_steps: new Map(),
  run_messages: new Map(),
  commits: new Map(),
  deployments: new Map(),
  activity_log: new Map(),
};

interface Versioned {
  id: string;
  seq: number;
  sha?: string;
}

/**
 * Puts rows into a table. A row that is older than the one there, by its `seq`, changes nothing, so the order in
 * which events, reads and repeated reads arrive does not matter. Answers the same map when nothing changed.
 */
export const mergeRows = <Row extends Versioned>(
  known: ReadonlyMap<string, Row>,
  rows: readonly Row[],
): ReadonlyMap<string, Row> => {
  let merged: Map<string, Row> | null = null;
  for (const row of rows) {
    const key = row.sha ?? row.id;
    const current = (merged ?? known).get(key);
    if (current !== undefined && current.seq >= row.seq) continue;
    merged ??= new Map(known);
    merged.set(key, row);
  }
  return merged ?? known;
};

/** Puts a batch into all tables. Answers the same object when nothing changed. */
export const mergeBatch = (rows: Rows, batch: RowBatch): Rows => {
  const merged: Rows = {
    project_plan: mergeRows(rows.project_plan, batch.project_plan ?? []),
    runs: mergeRows(rows.runs, batch.runs ?? []),
    run_steps: mergeRows(rows.run_steps, batch.run_steps ?? []),
    run_messages: mergeRows(rows.run_messages, batch.run_messages ?? []),
    commits: mergeRows(rows.commits, batch.commits ?? []),
    deployments: mergeRows(rows.deployments, batch.deployments ?? []),
    activity_log: mergeRows(rows.activity_log, batch.activity_log ?? []),
  };
  return tables.every((table) => merged[table] === rows[table]) ? rows : merged;
};
