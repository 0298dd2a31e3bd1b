import type { Project } from "#core/contracts/project.ts";
import type { Run, RunStep, Usage } from "#core/contracts/run.ts";
import type { CheckReport } from "#core/ports/check-runner.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import type { ModelInfo, Provider } from "#core/ports/provider.ts";
import type { LetscodeError } from "#core/errors/letscode-error.ts";
import type { LiveStream } from "../streaming/create-live-stream.ts";
import type { WorkingCopy } from "../working-copy/create-working-copy.ts";
import type { FileReader } from "../working-copy/create-file-reader.ts";
import type { FaultLedger } from "./create-fault-ledger.ts";
import type { RunExecutorDependencies, RunLimits } from "./executor-dependencies.ts";
import type { StoredMessage, StoredPart } from "./stored-message.ts";

/** How a run comes to rest. */
export type Ending =
  | { type: "finished"; summary: string }
  | { type: "waiting"; question: string; options: string[] }
  | { type: "failed"; error: LetscodeError };

export interface PromptPicture {
  name: string;
  mediaType: string;
  data: string;
}

/** The step that is being worked on. */
export interface CurrentStep {
  number: number;
  /** When its first file changed; null before that. */
  startedAt: string | null;
  /** What the model has used since the commit before. */
  usage: Usage;
  /** The last checks, with the version of the files they ran on. */
  checks: { version: number; report: CheckReport | null } | null;
}

/** Everything one worker holds while it works on a run. */
export interface RunSession {
  readonly dependencies: RunExecutorDependencies;
  readonly limits: RunLimits;
  readonly project: Project;
  readonly repository: RepositoryName;
  readonly systemPrompt: string;
  /** The images of the prompt, Base64, by their ids. */
  readonly images: ReadonlyMap<string, PromptPicture>;
  readonly reader: FileReader;
  readonly live: LiveStream;
  readonly ledger: FaultLedger;
  /** Aborted when the run is asked to stop, was taken over, or the worker shuts down; its reason says which. */
  readonly signal: AbortSignal;
  /** True once a person asked it to stop. */
  isStopped(): boolean;
  run: Run;
  /** What answers: the run's own provider and model, until it falls back on another one. */
  provider: Provider;
  model: ModelInfo;
  files: WorkingCopy;
  messages: StoredMessage[];
  steps: RunStep[];
  step: CurrentStep;
  ending: Ending | null;
}

export const noUsage: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };

export const addUsage = (one: Usage, other: Usage): Usage => ({
  inputTokens: one.inputTokens + other.inputTokens,
  cachedInputTokens: one.cachedInputTokens + other.cachedInputTokens,
  outputTokens: one.outputTokens + other.outputTokens,
  costUsd: one.costUsd + other.costUsd,
});

/** What is left of a usage; never below nothing. */
export const subtractUsage = (from: Usage, taken: Usage): Usage => ({
  inputTokens: Math.max(0, from.inputTokens - taken.inputTokens),
  cachedInputTokens: Math.max(0, from.cachedInputTokens - taken.cachedInputTokens),
  outputTokens: Math.max(0, from.outputTokens - taken.outputTokens),
  costUsd: Math.max(0, from.costUsd - taken.costUsd),
});

type RunPatch = Parameters<RunExecutorDependencies["stores"]["runs"]["update"]>[2];

/** Writes to the run's row under the attempt this worker holds. Throws StaleAttemptError when it lost the run. */
export const patchRun = async (session: RunSession, patch: RunPatch): Promise<void> => {
  const { dependencies, run } = session;
  session.run = await dependencies.stores.runs.update(run.id, run.attempt, patch);
};

/** Adds to the conversation, in the database first. */
export const appendMessage = async (
  session: RunSession,
  message: { role: StoredMessage["role"]; text: string; parts: StoredPart[] },
): Promise<void> => {
  const { dependencies, run } = session;
  await dependencies.stores.runs.appendMessage(run.attempt, { runId: run.id, projectId: run.projectId, ...message });
  session.messages = [...session.messages, message];
};

/** Something the platform tells the model, and people only where `text` says it. */
export const appendNote = (session: RunSession, note: string, extra: StoredPart[] = [], text = ""): Promise<void> =>
  appendMessage(session, { role: "system", text, parts: [...extra, { type: "text", text: note }] });

/** A line of the activity log in the name of the AI. */
export const logActivity = (session: RunSession, action: string, details: Record<string, unknown>): Promise<void> =>
  session.dependencies.stores.activity.append({
    projectId: session.project.id,
    actor: "ai",
    action,
    details: { branch: session.run.branch, ...details },
    runId: session.run.id,
  });
