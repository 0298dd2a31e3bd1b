import type { BranchAnswer, Project, ProjectAnswer } from "#core/contracts/index.ts";
import type { BuildLog } from "./build-log.ts";
import type { CommitPages } from "./commit-pages.ts";
import type { RunStream } from "./run-stream.ts";
import { emptyTracker, type SeqTracker } from "./seq-tracker.ts";
import { noRows, type Rows } from "./workspace-rows.ts";

/**
 * How changes reach this tab: `live` by the channel; `reconnecting` while it joins again; `polling` when there is no
 * channel and the workspace reads every few seconds; `offline` when the browser has no network.
 */
export type Connection = "connecting" | "live" | "reconnecting" | "polling" | "offline";

/** Everything the workspace knows about one project. Changed by `reduceWorkspace` alone. */
export interface WorkspaceState {
  readonly projectId: string;
  /** False until the first read has been applied. */
  readonly isLoaded: boolean;
  /** Why the first read failed, until one succeeds. */
  readonly loadError: unknown;
  readonly isRemoved: boolean;
  readonly project: (Project & Partial<Pick<ProjectAnswer, "cloneUrl" | "productionUrl">>) | null;
  readonly connection: Connection;
  readonly seq: SeqTracker;
  readonly rows: Rows;
  /** Runs whose steps and messages have been read. */
  readonly readRuns: ReadonlySet<string>;
  readonly streams: ReadonlyMap<string, RunStream>;
  /** Logs of the builds somebody looks at. */
  readonly logs: ReadonlyMap<string, BuildLog>;
  readonly branches: readonly BranchAnswer[] | null;
  /** What of each branch's history has been read. */
  readonly commitPages: ReadonlyMap<string, CommitPages>;
}

export const emptyWorkspace = (projectId: string): WorkspaceState => ({
  projectId,
  isLoaded: false,
  loadError: null,
  isRemoved: false,
  project: null,
  connection: "connecting",
  seq: emptyTracker,
  rows: noRows,
  readRuns: new Set(),
  streams: new Map(),
  logs: new Map(),
  branches: null,
  commitPages: new Map(),
});
