import type { Project } from "#core/contracts/project.ts";
import type { Run, RunStep } from "#core/contracts/run.ts";
import type { RunLive } from "#core/contracts/workspace-event.ts";
import { NotFoundError } from "#core/errors/not-found-error.ts";
import { StaleHeadError } from "#core/errors/stale-head-error.ts";
import type { RepositoryName } from "#core/ports/git-host.ts";
import { describeContext } from "../prompts/describe-context.ts";
import { builderPrompt } from "../prompts/builder.ts";
import { createLiveStream } from "../streaming/create-live-stream.ts";
import { succeed } from "../tools/tool.ts";
import { createFileReader } from "../working-copy/create-file-reader.ts";
import { createFaultLedger } from "./create-fault-ledger.ts";
import { appendResults, findPendingCalls } from "./execute-calls.ts";
import { defaultRunLimits, type RunExecutorDependencies, type RunLimits } from "./executor-dependencies.ts";
import { findModel } from "./find-model.ts";
import { findOwnCommit } from "./find-own-commit.ts";
import { describeRetry } from "./describe-retry.ts";
import { openFiles } from "./open-files.ts";
import { readImages } from "./prompt-images.ts";
import { readMemory } from "./read-memory.ts";
import { countCommits, rebaseFiles, restoreFiles } from "./restore-files.ts";
import {
  appendMessage,
  appendNote,
  logActivity,
  noUsage,
  patchRun,
  subtractUsage,
  type RunSession,
} from "./run-session.ts";
import { readStoredMessage, type StoredPart } from "./stored-message.ts";

/** The head of the run's branch; the branch begins at the default branch when it is not there. */
const openBranch = async (
  { gitHost }: RunExecutorDependencies,
  repository: RepositoryName,
  run: Run,
  project: Project,
): Promise<string> => {
  const head = await gitHost.resolve(repository, run.branch);
  if (head !== null) return head;
  const from = run.startSha ?? project.defaultBranch;
  const start = await gitHost.resolve(repository, from);
  if (start === null) throw new NotFoundError(`branch or commit ${from}`);
  try {
    await gitHost.createBranch(repository, run.branch, start);
    return start;
  } catch (thrown) {
    const made = thrown instanceof StaleHeadError ? await gitHost.resolve(repository, run.branch) : null;
    if (made === null) throw thrown;
    return made;
  }
};

const createSession = async (
  dependencies: RunExecutorDependencies,
  run: Run,
  control: { signal: AbortSignal; isStopped(): boolean },
): Promise<{ session: RunSession; head: string }> => {
  const { stores, gitHost, clock, logger, publisher } = dependencies;
  const project = await stores.projects.get(run.projectId);
  if (project === null) throw new NotFoundError("project");
  const repository = { projectId: project.id, ownerHandle: project.ownerHandle, slug: project.slug };
  const provider = await dependencies.providers.get(run.provider);
  const prompt = await stores.prompts.get(run.promptName, run.promptVersion);
  const head = await openBranch(dependencies, repository, run, project);
  const reader = createFileReader(gitHost, repository);
  const limits: RunLimits = { ...defaultRunLimits, ...dependencies.limits };
  const save = (live: RunLive) => stores.runs.saveLive(run.attempt, live);
  const session: RunSession = {
    dependencies,
    limits,
    project,
    repository,
    provider,
    model: findModel(provider, run.model),
    systemPrompt: prompt?.content ?? builderPrompt.content,
    images: await readImages(dependencies, run),
    reader,
    live: createLiveStream({ runId: run.id, projectId: project.id, publisher, save, clock, logger }),
    ledger: createFaultLedger(limits.repairs),
    ...control,
    run,
    files: await openFiles({ dependencies, repository, reader }, head),
    messages: (await stores.runs.listMessages(run.id)).map(readStoredMessage),
    steps: await stores.runs.listSteps(run.id),
    step: { number: 1, startedAt: null, usage: noUsage, checks: null },
    ending: null,
  };
  return { session, head };
};

const begin = async (session: RunSession): Promise<void> => {
  const { run } = session;
  const { redact } = session.dependencies.scanner;
  const sha = session.files.baseSha;
  await patchRun(session, { state: "planning", baseSha: run.baseSha ?? sha, headSha: sha });
  await logActivity(session, "run.started", {
    prompt: run.prompt.slice(0, 500),
    model: `${run.provider}/${run.model}`,
  });
  if (session.messages.length === 0) {
    const { text, leftOut } = describeContext(await readMemory(session));
    const retry = await describeRetry(session);
    const parts = [await redact(text), ...(retry === null ? [] : [retry])];
    await appendMessage(session, {
      role: "system",
      text: leftOut.length === 0 ? "" : `Left out of what the AI was told, to save room: ${leftOut.join("; ")}.`,
      parts: parts.map((part) => ({ type: "text", text: part })),
    });
    if (leftOut.length > 0) await logActivity(session, "run.context_cut", { leftOut });
  }
  const prompt = await redact(run.prompt);
  const images: StoredPart[] = run.images.map((imageId) => ({ type: "prompt-image", imageId }));
  await appendMessage(session, { role: "user", text: run.prompt, parts: [...images, { type: "text", text: prompt }] });
};

/** Paths that changed between two commits, old names included. */
const listChanged = async (session: RunSession, base: string, head: string): Promise<string[]> => {
  const range = { base, head, fromMergeBase: false };
  const { files } = await session.dependencies.gitHost.diff(session.repository, range);
  return files.flatMap(({ path, oldPath }) => (oldPath === null ? [path] : [path, oldPath]));
};

/** Somebody pushed while the run rested: goes on from the new head, and says which changes could not come along. */
const moveToHead = async (session: RunSession, head: string): Promise<void> => {
  const changed = await listChanged(session, session.files.baseSha, head);
  const mine = (await session.files.changes()).map(({ path }) => path);
  const dropped = mine.filter((path) => changed.includes(path));
  session.files = await rebaseFiles(session, session.files, head, dropped);
  await patchRun(session, { headSha: head });
  const lost =
    dropped.length === 0
      ? "Your uncommitted changes are kept."
      : `Your uncommitted changes to ${dropped.join(", ")} were given up, because these files changed there as well: read them and make your changes again.`;
  await appendNote(
    session,
    `The branch has moved on while the run rested; it is at ${head.slice(0, 7)} now. Changed there: ${changed.slice(0, 50).join(", ")}. ${lost}`,
    [{ type: "rebase", sha: head, dropped }],
  );
};

/** Files that were written before the run rested are shown again; nobody else knows them before they are committed. */
const showUncommitted = async (session: RunSession): Promise<void> => {
  for (const change of await session.files.changes()) {
    if ("content" in change) session.live.keepFile({ path: change.path, operation: "write", content: change.content });
  }
};

/**
 * Calls whose step was committed and written down before their worker was gone, while their results were not: they are
 * answered now, so that nothing of them is done a second time.
 */
const settleCommitted = async (session: RunSession, committed: RunStep[]): Promise<void> => {
  const missing = committed.length - countCommits(session.messages);
  if (missing <= 0) return;
  const calls = findPendingCalls(session);
  const ends = calls.flatMap(({ tool }, index) => (tool === "finish_step" ? [index] : [])).slice(0, missing);
  const handled = calls.slice(0, (ends.at(-1) ?? -1) + 1);
  if (handled.length === 0) return;
  const title = "Handled before the interruption";
  const results = new Map(
    handled.map(({ callId }) => [
      callId,
      succeed(title, "Handled before the run was interrupted; its step is committed."),
    ]),
  );
  await appendResults(session, handled, results);
};

const goOn = async (session: RunSession, head: string): Promise<void> => {
  const { run, steps } = session;
  const committed = steps.filter(({ state }) => state === "committed");
  const last = committed.at(-1);
  await patchRun(session, { state: "running", headSha: last?.commitSha ?? run.headSha });
  session.step.number = (last?.number ?? 0) + 1;
  session.step.usage = committed.reduce((rest, { usage }) => subtractUsage(rest, usage), run.usage);
  session.step.startedAt = steps.find(({ number }) => number === session.step.number)?.startedAt ?? null;
  await settleCommitted(session, committed);
  session.files = await restoreFiles(session, last?.commitSha ?? run.baseSha ?? head);
  if (session.files.baseSha !== head && (await findOwnCommit(session, head)) === null) await moveToHead(session, head);
  await showUncommitted(session);
  const ending = session.messages.findLast(({ parts }) => parts.length > 0);
  if (ending?.role === "assistant" && findPendingCalls(session).length === 0) {
    await appendNote(session, "The run was interrupted here and goes on now. Go on from where you were.");
  }
};

/** Reads everything a run needs, begins it or lays the work so far out again. */
export const openRun = async (
  dependencies: RunExecutorDependencies,
  run: Run,
  control: { signal: AbortSignal; isStopped(): boolean },
): Promise<RunSession> => {
  const { session, head } = await createSession(dependencies, run, control);
  const hasBegun = session.messages.some(({ role }) => role === "user");
  await (hasBegun ? goOn(session, head) : begin(session));
  return session;
};
