import { z } from "zod";
import { branchNameSchema } from "./branch-name.ts";
import { idSchema, instantSchema, shaSchema } from "./id.ts";
import { problemSchema } from "./problem.ts";
import { promptVersionNumberSchema } from "./prompt.ts";

export const runStateSchema = z.enum([
  "queued",
  "planning",
  "running",
  "waiting",
  "interrupted",
  "finished",
  "failed",
  "stopped",
]);
export type RunState = z.infer<typeof runStateSchema>;

/** States from which a run never moves by itself; `interrupted` and `waiting` go on when a person says so. */
export const finalRunStates: readonly RunState[] = ["finished", "failed", "stopped"];
/** States in which a worker is, or soon will be, busy with the run. */
export const activeRunStates: readonly RunState[] = ["queued", "planning", "running"];

export const runKindSchema = z.enum(["prompt", "repair"]);

export const usageSchema = z.object({
  inputTokens: z.number().int().nonnegative(),
  cachedInputTokens: z.number().int().nonnegative().default(0),
  outputTokens: z.number().int().nonnegative(),
  /** US dollars. */
  costUsd: z.number().nonnegative(),
});
export type Usage = z.infer<typeof usageSchema>;

/** One prompt worked on by the AI, on one branch, until it finishes, stops, fails or is asked something. */
export const runSchema = z.object({
  id: idSchema,
  projectId: idSchema,
  requestedBy: idSchema,
  kind: runKindSchema,
  branch: branchNameSchema,
  prompt: z.string(),
  state: runStateSchema,
  provider: z.string(),
  model: z.string(),
  promptName: z.string(),
  promptVersion: z.number().int(),
  /** Head of the branch when the run began; null until a worker has looked. */
  baseSha: shaSchema.nullable(),
  headSha: shaSchema.nullable(),
  /** What the AI says it understood, shown before the plan. */
  intent: z.string().nullable(),
  summary: z.string().nullable(),
  /** The question it waits on, in state `waiting`. */
  question: z.object({ question: z.string(), options: z.array(z.string()) }).nullable(),
  error: problemSchema.nullable(),
  usage: usageSchema,
  /** Fencing token: raised at each claim, and every write of a worker names the one it holds. */
  attempt: z.number().int(),
  isStopRequested: z.boolean(),
  idempotencyKey: z.string().nullable(),
  /**
   * The run this one tries again, and from which of its steps on; null for all of it. On a branch beside the first; on the
   * same branch it does that one step anew.
   */
  retryOf: idSchema.nullable().default(null),
  retryStep: z.number().int().min(1).nullable().default(null),
  /** Commit the run's branch begins at, where it is not the head of the default branch. */
  startSha: shaSchema.nullable().default(null),
  /** `provider/model` that takes over when the run's own provider keeps failing. */
  fallbackModel: z.string().nullable().default(null),
  /** Ids of the images that belong to the prompt. */
  images: z.array(idSchema).default([]),
  seq: z.number().int(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

export const promptTextSchema = z
  .string()
  .trim()
  .min(1, "say what the AI should build")
  .max(20_000, "a prompt has at most 20,000 characters; put longer material into a file of the repository");

/** Images one prompt may have. */
export const MAXIMUM_IMAGES = 4;

/** What `POST /api/projects/:id/runs` takes. Without `branch` the run gets one of its own. */
export const createRunSchema = z.object({
  prompt: promptTextSchema,
  branch: branchNameSchema.optional(),
  /** `provider/model`; the project's, or the installation's default, when left out. */
  model: z.string().max(200).optional(),
  /** `provider/model` that takes over when the run's own provider keeps failing; null for none. */
  fallbackModel: z.string().max(200).nullable().optional(),
  /** Images that were stored with `POST /api/projects/:id/images` before. */
  images: z.array(idSchema).max(MAXIMUM_IMAGES, "a prompt has at most 4 images").optional(),
  /** Version of the system prompt; the project's, or the active one, when left out. */
  promptVersion: promptVersionNumberSchema.optional(),
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type CreateRun = z.infer<typeof createRunSchema>;

/** What `PATCH /api/runs/:id` takes, while nobody has begun the run. */
export const editQueuedRunSchema = z.object({ prompt: promptTextSchema });

/** What `POST /api/runs/:id/retry` takes: the same request once more, on a branch of its own beside the first. */
export const retryRunSchema = z.object({
  /** Begins before this step, and keeps the ones before it; all of the run when left out. */
  step: z.number().int().min(1).optional(),
  /** `provider/model`; that of the first run when left out. */
  model: z.string().max(200).optional(),
  /** Version of the system prompt; the active one when left out. */
  promptVersion: z.number().int().min(1).optional(),
  idempotencyKey: z.string().min(1).max(200).optional(),
});
export type RetryRun = z.infer<typeof retryRunSchema>;

/** What `POST /api/runs/:id/redo` takes: one committed step once more, on the branch it is on. */
export const redoStepSchema = retryRunSchema.extend({ step: z.number().int().min(1) });
export type RedoStep = z.infer<typeof redoStepSchema>;

export const stepStateSchema = z.enum(["running", "committed", "not_pushed", "failed", "stopped"]);
export type StepState = z.infer<typeof stepStateSchema>;

/** One item of a run's plan; it ends as exactly one commit. */
export const runStepSchema = z.object({
  id: idSchema,
  runId: idSchema,
  projectId: idSchema,
  /** 1, 2, 3 within the run. */
  number: z.number().int().min(1),
  state: stepStateSchema,
  title: z.string(),
  summary: z.string(),
  feature: z.string().nullable(),
  commitSha: shaSchema.nullable(),
  checks: z.record(z.string(), z.enum(["passed", "failed", "skipped"])),
  usage: usageSchema,
  seq: z.number().int(),
  startedAt: instantSchema,
  finishedAt: instantSchema.nullable(),
});
export type RunStep = z.infer<typeof runStepSchema>;
