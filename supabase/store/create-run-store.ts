import { z } from "zod";
import { runSchema, runStepSchema } from "#core/contracts/run.ts";
import { runLiveSchema, runMessageSchema } from "#core/contracts/workspace-event.ts";
import { parseRow } from "#core/contracts/parse-row.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import type { RunStore } from "#core/ports/stores.ts";
import type { Client } from "./client.ts";
import { decodeCursor, toPage } from "./cursor.ts";
import { readRawRows, readRow, readRows, toRow, unwrap } from "./rows.ts";
import { toJson, toText } from "./to-json.ts";

const createdSchema = z.object({ run: z.unknown(), is_new: z.boolean() });
const liveRowSchema = z.object({ live: runLiveSchema });

const required = <Row>(row: Row | null, what: string): Row => {
  if (row === null) throw new NotFoundError(what);
  return row;
};

const createReads = (client: Client): Pick<RunStore, "get" | "list" | "listActive"> => ({
  get: (id) => readRow("read the run", runSchema, client.from("runs").select().eq("id", id).limit(1)),
  list: async (projectId, { limit, cursor }) => {
    const all = client.from("runs").select().eq("project_id", projectId);
    const request = cursor === undefined ? all : all.lt("ordinal", decodeCursor(cursor));
    const rows = await readRawRows("list runs", request.order("ordinal", { ascending: false }).limit(limit + 1));
    return toPage(runSchema, rows, limit, "ordinal");
  },
  listActive: () =>
    readRows(
      "list active runs",
      runSchema,
      client.from("runs").select().in("state", ["planning", "running"]).order("ordinal"),
    ),
});

const createControl = (
  client: Client,
): Pick<
  RunStore,
  "create" | "claim" | "update" | "requestStop" | "editQueued" | "removeQueued" | "resume" | "interrupt"
> => ({
  create: async (run, limits) => {
    const parameters = {
      p_run: toRow(run),
      ...(limits === undefined ? {} : { p_maximum_active: limits.maximumActive }),
    };
    const { run: row, is_new: isNew } = createdSchema.parse(
      await unwrap("create the run", client.rpc("create_run", parameters)),
    );
    return { run: parseRow(runSchema, row), isNew };
  },
  claim: (id) => readRow("claim the run", runSchema, client.rpc("claim_run", { p_run_id: id })),
  update: async (id, attempt, patch) => {
    const request = client.rpc("update_run", { p_run_id: id, p_attempt: attempt, p_patch: toRow(patch) });
    return required(await readRow("update the run", runSchema, request), "run");
  },
  requestStop: async (id) =>
    required(await readRow("stop the run", runSchema, client.rpc("stop_run", { p_run_id: id })), "run"),
  editQueued: async (id, prompt) => {
    const request = client.rpc("edit_queued_run", { p_run_id: id, p_prompt: toText(prompt) });
    return required(await readRow("edit the prompt", runSchema, request), "run");
  },
  removeQueued: async (id) => {
    const request = client.rpc("remove_queued_run", { p_run_id: id });
    return required(await readRow("take the prompt back", runSchema, request), "run");
  },
  resume: async (id, answer) => {
    const parameters = { p_run_id: id, ...(answer === undefined ? {} : { p_answer: toText(answer) }) };
    return required(await readRow("resume the run", runSchema, client.rpc("resume_run", parameters)), "run");
  },
  interrupt: async (id) =>
    required(await readRow("interrupt the run", runSchema, client.rpc("interrupt_run", { p_run_id: id })), "run"),
});

const createConversation = (
  client: Client,
): Pick<RunStore, "saveStep" | "listSteps" | "appendMessage" | "listMessages" | "saveLive" | "getLive"> => ({
  saveStep: async (attempt, step) => {
    const request = client.rpc("save_step", { p_attempt: attempt, p_step: toRow(step) });
    return required(await readRow("save the step", runStepSchema, request), "run");
  },
  listSteps: (runId) =>
    readRows("list steps", runStepSchema, client.from("run_steps").select().eq("run_id", runId).order("number")),
  appendMessage: async (attempt, message) => {
    const parameters = { p_message: toRow(message), ...(attempt === null ? {} : { p_attempt: attempt }) };
    return required(
      await readRow("save the message", runMessageSchema, client.rpc("append_message", parameters)),
      "run",
    );
  },
  listMessages: (runId) =>
    readRows("list messages", runMessageSchema, client.from("run_messages").select().eq("run_id", runId).order("seq")),
  saveLive: async (attempt, live) => {
    const parameters = { p_run_id: live.runId, p_attempt: attempt, p_live: toJson(live) };
    await unwrap("save the live stream", client.rpc("save_live", parameters));
  },
  getLive: async (runId) => {
    const request = client.from("run_live").select("live").eq("run_id", runId).limit(1);
    return (await readRow("read the live stream", liveRowSchema, request))?.live ?? null;
  },
});

export const createRunStore = (client: Client): RunStore => ({
  ...createReads(client),
  ...createControl(client),
  ...createConversation(client),
});
