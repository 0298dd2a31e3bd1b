import { z } from "zod";
import { deploymentLogSchema } from "./deployment.ts";
import { idSchema } from "./id.ts";

const inRun = { runId: idSchema };

/**
 * Ephemeral events on the channel `project:<id>`, broadcast by the worker while things are being produced.
 * The broadcast event name is `type`. They carry no seq: whoever misses them sees the same in the durable
 * rows, or asks `GET /api/runs/:id/live` for the state of the stream so far.
 * `offset` counts UTF-16 units of the file's content so far, so that a late joiner can tell what is missing.
 */
export const workspaceEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("text-delta"),
    ...inRun,
    messageId: z.string(),
    offset: z.number().int(),
    text: z.string(),
  }),
  z.object({
    type: z.literal("file-start"),
    ...inRun,
    fileId: z.string(),
    path: z.string(),
    operation: z.enum(["write", "edit", "delete", "rename"]),
  }),
  z.object({
    type: z.literal("file-delta"),
    ...inRun,
    fileId: z.string(),
    path: z.string(),
    offset: z.number().int(),
    text: z.string(),
  }),
  z.object({
    type: z.literal("file-end"),
    ...inRun,
    fileId: z.string(),
    path: z.string(),
    isAccepted: z.boolean(),
    reason: z.string().optional(),
  }),
  z.object({ type: z.literal("tool-start"), ...inRun, callId: z.string(), tool: z.string() }),
  z.object({
    type: z.literal("tool-end"),
    ...inRun,
    callId: z.string(),
    tool: z.string(),
    isError: z.boolean(),
    title: z.string(),
  }),
  z.object({ type: z.literal("log-lines"), deploymentId: idSchema, lines: z.array(deploymentLogSchema) }),
]);
export type WorkspaceEvent = z.infer<typeof workspaceEventSchema>;

/** One entry of a run's conversation, kept in `run_messages` when it is complete. */
export const runMessageSchema = z.object({
  id: idSchema,
  runId: idSchema,
  projectId: idSchema,
  role: z.enum(["user", "assistant", "tool", "system"]),
  /** For people: what the conversation shows. */
  text: z.string(),
  /** For the model: provider-neutral parts (tool calls and results), so that a run can be resumed. */
  parts: z.unknown(),
  seq: z.number().int(),
  createdAt: z.iso.datetime({ offset: true }),
});
export type RunMessage = z.infer<typeof runMessageSchema>;

/** State of a run's stream so far, for a second tab or a reload in mid-stream. */
export const runLiveSchema = z.object({
  runId: idSchema,
  messageId: z.string().nullable(),
  text: z.string(),
  files: z.array(
    z.object({
      fileId: z.string(),
      path: z.string(),
      operation: z.string(),
      content: z.string(),
      isEnded: z.boolean(),
    }),
  ),
});
export type RunLive = z.infer<typeof runLiveSchema>;
