import {
  activeRunStates,
  type BranchAnswer,
  type Commit,
  type DeploymentLog,
  type Page,
  type ProjectAnswer,
  type RunLive,
  type WorkspaceEvent,
} from "#core/contracts/index.ts";
import { applyRunLive, applyWorkspaceEvent } from "./apply-workspace-event.ts";
import { appendLines, emptyLog } from "./build-log.ts";
import { applyIndexedCommit, putFirstPage, putNextPage } from "./commit-pages.ts";
import type { Change } from "./parse-change.ts";
import { pruneStreams } from "./prune-streams.ts";
import { emptyStream } from "./run-stream.ts";
import { advanceTo, noteSeq } from "./seq-tracker.ts";
import { mergeBatch, type RowBatch, type RowOf } from "./workspace-rows.ts";
import type { Connection, WorkspaceState } from "./workspace-state.ts";

export type WorkspaceAction =
  | { type: "snapshot-loaded"; project: ProjectAnswer; upTo: number; batch: RowBatch }
  | { type: "changes-loaded"; upTo: number; batch: RowBatch; plan: readonly RowOf<"project_plan">[] }
  | { type: "load-failed"; error: unknown }
  | { type: "rows-loaded"; batch: RowBatch; readRuns?: readonly string[] }
  | { type: "project-loaded"; project: ProjectAnswer }
  | { type: "changed"; change: Change }
  | { type: "event"; event: WorkspaceEvent }
  | { type: "live-loaded"; runId: string; live: RunLive | null }
  | { type: "log-opened"; deploymentId: string }
  | { type: "log-loaded"; deploymentId: string; lines: readonly DeploymentLog[] }
  | { type: "connection-changed"; connection: Connection }
  | { type: "branches-loaded"; branches: readonly BranchAnswer[] }
  | { type: "first-commits-loaded"; branch: string; page: Page<Commit> }
  | { type: "next-commits-loaded"; branch: string; cursor: string; page: Page<Commit> };

const withRows = (state: WorkspaceState, batch: RowBatch): WorkspaceState => {
  const rows = mergeBatch(state.rows, batch);
  if (rows === state.rows) return state;
  let { commitPages } = state;
  for (const row of batch.commits ?? []) {
    for (const [branch, pages] of commitPages) {
      const { pages: next } = applyIndexedCommit(pages, branch, row);
      if (next !== pages) commitPages = new Map(commitPages).set(branch, next);
    }
  }
  return { ...state, rows, commitPages, streams: pruneStreams(state.streams, rows, batch) };
};

/** A feature that a complete read no longer has was removed, unless it is newer than the read. */
const withPlan = (state: WorkspaceState, plan: readonly RowOf<"project_plan">[], upTo: number): WorkspaceState => {
  const ids = new Set(plan.map(({ id }) => id));
  const kept = [...state.rows.project_plan].filter(([id, row]) => ids.has(id) || row.seq > upTo);
  if (kept.length === state.rows.project_plan.size) return state;
  return { ...state, rows: { ...state.rows, project_plan: new Map(kept) } };
};

const withChange = (state: WorkspaceState, change: Change): WorkspaceState => {
  switch (change.kind) {
    case "project-removed":
      return { ...state, isRemoved: true };
    case "removed": {
      // Nothing but features of the plan is ever removed while its project lives.
      if (change.table !== "project_plan" || !state.rows.project_plan.has(change.id)) return state;
      const left = new Map(state.rows.project_plan);
      left.delete(change.id);
      return { ...state, rows: { ...state.rows, project_plan: left } };
    }
    case "project": {
      const isNewer = state.project === null || state.project.lastSeq < change.seq;
      const project = isNewer ? { ...state.project, ...change.project } : state.project;
      return { ...state, project, seq: noteSeq(state.seq, change.seq) };
    }
    case "rows":
      return { ...withRows(state, change.batch), seq: noteSeq(state.seq, change.seq) };
  }
};

const withEvent = (state: WorkspaceState, event: WorkspaceEvent): WorkspaceState => {
  if (event.type === "log-lines") {
    const log = state.logs.get(event.deploymentId);
    return log === undefined
      ? state
      : { ...state, logs: new Map(state.logs).set(event.deploymentId, appendLines(log, event.lines)) };
  }
  const run = state.rows.runs.get(event.runId);
  // A late event of a run that has ended would bring back what its rows have replaced.
  if (run !== undefined && !activeRunStates.includes(run.state)) return state;
  const stream = state.streams.get(event.runId) ?? emptyStream;
  const next = applyWorkspaceEvent(stream, event);
  return next === stream ? state : { ...state, streams: new Map(state.streams).set(event.runId, next) };
};

const withLive = (state: WorkspaceState, runId: string, live: RunLive | null): WorkspaceState => {
  const run = state.rows.runs.get(runId);
  if (run !== undefined && !activeRunStates.includes(run.state)) return state;
  const streams = new Map(state.streams).set(runId, applyRunLive(state.streams.get(runId) ?? emptyStream, live));
  // What the answer shows may have become a message since it was written.
  const messages = [...state.rows.run_messages.values()].filter((message) => message.runId === runId);
  return { ...state, streams: pruneStreams(streams, state.rows, { run_messages: messages }) };
};

const withCommits = (
  state: WorkspaceState,
  branch: string,
  pages: ReturnType<typeof putFirstPage>,
): WorkspaceState => ({
  ...state,
  commitPages: new Map(state.commitPages).set(branch, pages),
});

/** The whole of what may happen to the state of a workspace. Pure; answers the same object when nothing changed. */
export const reduceWorkspace = (state: WorkspaceState, action: WorkspaceAction): WorkspaceState => {
  switch (action.type) {
    case "snapshot-loaded": {
      const loaded = withRows({ ...state, isLoaded: true, loadError: null, project: action.project }, action.batch);
      return { ...loaded, seq: advanceTo(state.seq, action.upTo) };
    }
    case "changes-loaded": {
      const loaded = withPlan(withRows(state, action.batch), action.plan, action.upTo);
      const seq = advanceTo(state.seq, action.upTo);
      return seq === state.seq ? loaded : { ...loaded, seq };
    }
    case "load-failed":
      return { ...state, loadError: action.error };
    case "rows-loaded": {
      const readRuns = new Set([...state.readRuns, ...(action.readRuns ?? [])]);
      return { ...withRows(state, action.batch), readRuns };
    }
    case "project-loaded":
      return {
        ...state,
        project: { ...action.project, lastSeq: Math.max(action.project.lastSeq, state.project?.lastSeq ?? 0) },
      };
    case "changed":
      return withChange(state, action.change);
    case "event":
      return withEvent(state, action.event);
    case "live-loaded":
      return withLive(state, action.runId, action.live);
    case "log-opened":
      return state.logs.has(action.deploymentId)
        ? state
        : { ...state, logs: new Map(state.logs).set(action.deploymentId, emptyLog) };
    case "log-loaded": {
      const log = appendLines(state.logs.get(action.deploymentId) ?? emptyLog, action.lines);
      return { ...state, logs: new Map(state.logs).set(action.deploymentId, log) };
    }
    case "connection-changed":
      return state.connection === action.connection ? state : { ...state, connection: action.connection };
    case "branches-loaded":
      return { ...state, branches: action.branches };
    case "first-commits-loaded":
      return withCommits(state, action.branch, putFirstPage(state.commitPages.get(action.branch), action.page));
    case "next-commits-loaded": {
      const known = state.commitPages.get(action.branch);
      return known === undefined
        ? state
        : withCommits(state, action.branch, putNextPage(known, action.cursor, action.page));
    }
  }
};
