import { z } from "zod";
import { getSupabase } from "#web/lib/supabase/browser-client.ts";
import { parseRows } from "./parse-change.ts";
import { ReadFailedError } from "./read-failed-error.ts";
import type { RowBatch, Table } from "./workspace-rows.ts";

/** Rows of one project, by the Data API. Every method throws ReadFailedError. */
export interface RowReader {
  readAll(table: Table): Promise<RowBatch>;
  /** Every row whose number is above `seq`. */
  readAfter(table: Table, seq: number): Promise<RowBatch>;
  readNewest(
    table: Table,
    query: { orderBy: "ordinal" | "seq" | "created_at"; limit: number; below?: string | number },
  ): Promise<RowBatch>;
  readCurrentDeployments(): Promise<RowBatch>;
  readOfRuns(table: "run_steps" | "run_messages" | "activity_log", runIds: readonly string[]): Promise<RowBatch>;
  readDeployments(commitShas: readonly string[]): Promise<RowBatch>;
  readLastSeq(): Promise<number>;
}

/** Rows of one answer. Hosted Supabase answers at most 1,000. */
const PAGE = 500;
/** Ids of one question; they are part of its address, which must not grow too long. */
const VALUES = 40;

/** Messages without `parts`, which hold whole files for the model. */
const columns = (table: Table): string =>
  table === "run_messages" ? "id,run_id,project_id,role,text,seq,created_at" : "*";

interface Answer {
  data: unknown;
  error: { message: string } | null;
  status: number;
}

const read = async (table: Table, request: PromiseLike<Answer>): Promise<Record<string, unknown>[]> => {
  const { data, error, status } = await request;
  if (error !== null) throw new ReadFailedError(table, status, error.message);
  const rows = z.array(z.record(z.string(), z.unknown())).parse(data ?? []);
  return table === "run_messages" ? rows.map((row) => ({ parts: [], ...row })) : rows;
};

const seqSchema = z.object({ seq: z.number() });
const lastSeqSchema = z.array(z.object({ last_seq: z.number() }));

type Supabase = Awaited<ReturnType<typeof getSupabase>>;

/** Rows by number, in pages. The number only grows: a row that changes meanwhile moves to a later page, and is read there. */
const readPages = async (
  table: Table,
  from: number,
  ask: (after: number) => PromiseLike<Answer>,
): Promise<Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = [];
  for (let after = from; ; after = seqSchema.parse(rows.at(-1)).seq) {
    const page = await read(table, ask(after));
    rows.push(...page);
    if (page.length < PAGE) return rows;
  }
};

export const createRowReader = (projectId: string): RowReader => {
  // Not async: a request is itself a promise, and would be sent on the way out.
  const select = (supabase: Supabase, table: Table) =>
    supabase.from(table).select(columns(table)).eq("project_id", projectId);

  const readAfter = async (table: Table, seq: number): Promise<RowBatch> => {
    const supabase = await getSupabase();
    const ask = (after: number) =>
      select(supabase, table).gt("seq", after).order("seq", { ascending: true }).limit(PAGE);
    return parseRows(table, await readPages(table, seq, ask));
  };

  const readWhere = async (table: Table, column: string, values: readonly string[]): Promise<RowBatch> => {
    const supabase = await getSupabase();
    const rows: unknown[] = [];
    for (let start = 0; start < values.length; start += VALUES) {
      const some = values.slice(start, start + VALUES);
      const ask = (after: number) =>
        select(supabase, table).in(column, some).gt("seq", after).order("seq", { ascending: true }).limit(PAGE);
      rows.push(...(await readPages(table, -1, ask)));
    }
    return parseRows(table, rows);
  };

  return {
    readAll: (table) => readAfter(table, -1),
    readAfter,
    readNewest: async (table, { orderBy, limit, below }) => {
      const all = select(await getSupabase(), table);
      const some = below === undefined ? all : all.lt(orderBy, below);
      return parseRows(table, await read(table, some.order(orderBy, { ascending: false }).limit(limit)));
    },
    readCurrentDeployments: async () => {
      const request = select(await getSupabase(), "deployments")
        .eq("is_current", true)
        .limit(PAGE);
      return parseRows("deployments", await read("deployments", request));
    },
    readOfRuns: (table, runIds) => readWhere(table, "run_id", runIds),
    readDeployments: (commitShas) => readWhere("deployments", "commit_sha", commitShas),
    readLastSeq: async () => {
      const supabase = await getSupabase();
      const { data, error, status } = await supabase.from("projects").select("last_seq").eq("id", projectId).limit(1);
      if (error !== null) throw new ReadFailedError("projects", status, error.message);
      return lastSeqSchema.parse(data)[0]?.last_seq ?? 0;
    },
  };
};
