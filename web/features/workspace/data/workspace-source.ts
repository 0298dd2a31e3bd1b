import type { BranchAnswer, Commit, DeploymentLog, Page, ProjectAnswer, RunLive } from "#core/contracts/index.ts";
import type { RowBatch, RowOf } from "./workspace-rows.ts";

export interface Snapshot {
  project: ProjectAnswer;
  /** Everything up to this number is in the batch, or older than what the workspace shows at first. */
  upTo: number;
  batch: RowBatch;
}

export interface Changes {
  /** Everything after what was asked for and up to this number is in the batch. */
  upTo: number;
  batch: RowBatch;
  /** The whole plan, since a removal leaves no row that could be read. */
  plan: readonly RowOf<"project_plan">[];
}

/** Tables of which the first read brings the newest rows alone. */
export type PagedTable = "runs" | "deployments" | "activity_log";

/** Where the workspace of one project reads from. Every method may reject; whoever calls tries again. */
export interface WorkspaceSource {
  readSnapshot(): Promise<Snapshot>;
  /** Rows whose number is above `after`; null when there are none. */
  readChanges(after: number): Promise<Changes | null>;
  readProject(): Promise<ProjectAnswer>;
  /** Steps, messages and activity of runs. */
  readRuns(runIds: readonly string[]): Promise<RowBatch>;
  /** A page of rows older than those at hand; an empty batch at the end. */
  readOlder(table: PagedTable, before: { createdAt: string; seq: number }): Promise<RowBatch>;
  /** Deployments of commits. */
  readDeployments(commitShas: readonly string[]): Promise<RowBatch>;
  readLive(runId: string): Promise<RunLive | null>;
  /** All lines of a build's log after one. */
  readLog(deploymentId: string, after: number): Promise<DeploymentLog[]>;
  readBranches(): Promise<BranchAnswer[]>;
  readCommits(branch: string, cursor?: string): Promise<Page<Commit>>;
}

export interface ChannelHandlers {
  onJoined(): void;
  onLost(): void;
  /** Any broadcast of the project's channel. */
  onMessage(event: string, payload: unknown): void;
}

/** The private Realtime channel of one project. Joins by itself again after a cut. */
export interface WorkspaceChannel {
  /** Answers how to leave. */
  join(handlers: ChannelHandlers): () => void;
}
