import { z } from "zod";
import { runSchema, runStepSchema } from "#core/contracts/run.ts";
import { runLiveSchema, runMessageSchema } from "#core/contracts/workspace-event.ts";
import { IllegalStateError } from "#core/errors/illegal-state-error.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { StaleAttemptError } from "#core/errors/stale-attempt-error.ts";
import type { RunStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, instantPattern, toPage } from "./cursor.ts";
import { parseRow, readRow, readRows, toRow, unwrap } from "./rows.ts";

const createdSchema = z.object({ run: z.unknown(), is_new: z.boolean() });
const liveRowSchema = z.object({ live: runLiveSchema });

const createRuns = (client: Client): Pick<RunStore, "create" | "get" | "list" | "listActive"> => ({
  create: async (run) => {
    const { run: row, is_new: isNew } = createdSchema.parse(
      await unwrap("create the run", client.rpc("create_run", { p_run: toRow(run) })),
    );
    return { run: parseRow(runSchema, row), isNew };
  },
  get: (id) => readRow("read the run", runSchema, client.from("runs").select().eq("id", id).limit(1)),
  list: async (projectId, { limit, cursor }) => {
    const all = client.from("runs").select().eq("project_id", projectId);
    const from = cursor === undefined ? all : all.lt("created_at", decodeCursor(cursor, instantPattern));
    return toPage(
      await readRows("list runs", runSchema, from.order("created_at", { ascending: false }).limit(limit + 1)),
      limit,
      (run) => run.createdAt,
    );
  },
  listActive: () =>
    readRows("list active runs", runSchema, client.from("runs").select().in("state", ["planning", "running"])),
});

const createControl = (
  client: Client,
): Pick<RunStore, "claim" | "update" | "requestStop" | "resume" | "interrupt"> => ({
  claim: (id) => readRow("claim the run", runSchema, client.rpc("claim_run", { p_run_id: id })),
  update: async (id, attempt, patch) => {
    const row = await readRow(
      "update the run",
      runSchema,
      client.from("runs").update(toRow(patch)).eq("id", id).eq("attempt", attempt).select(),
    );
    if (row === null) throw new StaleAttemptError("this run", attempt);
    return row;
  },
  requestStop: async (id) => {
    // A run nobody works on has nobody to stop it, so it is stopped here.
    const idle = client
      .from("runs")
      .update({ state: "stopped", is_stop_requested: true, finished_at: new Date().toISOString() });
    const stopped = await readRow(
      "stop the run",
      runSchema,
      idle.eq("id", id).in("state", ["queued", "waiting", "interrupted"]).select(),
    );
    if (stopped !== null) return stopped;
    const row = await readRow(
      "stop the run",
      runSchema,
      client.from("runs").update({ is_stop_requested: true }).eq("id", id).select(),
    );
    if (row === null) throw new NotFoundError("run");
    return row;
  },
  resume: async (id, answer) => {
    const row = await readRow(
      "resume the run",
      runSchema,
      client.rpc("resume_run", { p_run_id: id, p_answer: answer ?? null }),
    );
    if (row === null)
      throw new IllegalStateError("This run cannot be resumed any more.", "Load it again to see its state.");
    return row;
  },
  interrupt: async (id) => {
    const state = { state: "interrupted" };
    const row = await readRow(
      "interrupt the run",
      runSchema,
      client.from("runs").update(state).eq("id", id).in("state", ["planning", "running"]).select(),
    );
    if (row === null) throw new IllegalStateError("This run is not at work.", "Load it again to see its state.");
    return row;
  },
});

const createSteps = (client: Client): Pick<RunStore, "saveStep" | "listSteps"> => ({
  saveStep: async (attempt, step) => {
    const run = await readRow(
      "read the run",
      z.object({ attempt: z.number() }),
      client.from("runs").select("attempt").eq("id", step.runId).limit(1),
    );
    if (run?.attempt !== attempt) throw new StaleAttemptError("this run", attempt);
    const row = await readRow(
      "save the step",
      runStepSchema,
      client.from("run_steps").upsert(toRow(step), { onConflict: "run_id,number" }).select(),
    );
    if (row === null) throw new NotFoundError("step");
    return row;
  },
  listSteps: (runId) =>
    readRows("list steps", runStepSchema, client.from("run_steps").select().eq("run_id", runId).order("number")),
});

const createConversation = (
  client: Client,
): Pick<RunStore, "appendMessage" | "listMessages" | "saveLive" | "getLive"> => ({
  appendMessage: async (_attempt, message) => {
    const row = await readRow(
      "save the message",
      runMessageSchema,
      client.from("run_messages").insert(toRow(message)).select(),
    );
    if (row === null) throw new NotFoundError("run");
    return row;
  },
  listMessages: (runId) =>
    readRows(
      "list messages",
      runMessageSchema,
      client.from("run_messages").select().eq("run_id", runId).order("seq").limit(5000),
    ),
  saveLive: async (live, projectId) => {
    const row = { run_id: live.runId, project_id: projectId, live, updated_at: new Date().toISOString() };
    await unwrap("save the live stream", client.from("run_live").upsert(row, { onConflict: "run_id" }));
  },
  getLive: async (runId) =>
    (
      await readRow(
        "read the live stream",
        liveRowSchema,
        client.from("run_live").select("live").eq("run_id", runId).limit(1),
      )
    )?.live ?? null,
});

export const createRunStore = (client: Client): RunStore => ({
  ...createRuns(client),
  ...createControl(client),
  ...createSteps(client),
  ...createConversation(client),
  recordUsage: async ({ usage, ...entry }) => {
    await unwrap("record usage", client.from("usage_events").insert(toRow({ ...entry, ...usage })));
  },
});
