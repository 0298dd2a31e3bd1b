import type { HostConnectionStore } from "./host-connections.ts";
import type { HostProjectStore } from "./host-projects.ts";
import type { AccessToken, TokenScope } from "#core/contracts/access-token.ts";
import type { Activity } from "#core/contracts/activity.ts";
import type { Actor } from "#core/contracts/actor.ts";
import type { AuditEntry } from "#core/contracts/audit.ts";
import type { CommitRow } from "#core/contracts/commit.ts";
import type { Delivery, DeliverySource, DeliverySummary } from "#core/contracts/delivery.ts";
import type { Page, PageQuery } from "#core/contracts/page.ts";
import type { FeatureInput, PlanFeature } from "#core/contracts/plan.ts";
import type { Profile } from "#core/contracts/profile.ts";
import type { GitHostName, Project, UpdateProject } from "#core/contracts/project.ts";
import type { ProjectOverview } from "#core/contracts/project-overview.ts";
import type { CreatePromptImage, PromptImage } from "#core/contracts/prompt-image.ts";
import type { Prompt } from "#core/contracts/prompt.ts";
import type { CredentialStore } from "./credential-store.ts";
import type { Run, RunStep } from "#core/contracts/run.ts";
import type { RunLive, RunMessage } from "#core/contracts/workspace-event.ts";
import type { NewRun } from "./new-run.ts";
import type { PullRequestStore } from "./pull-request-store.ts";
import type { RepairStore } from "./repair-store.ts";
import type { StatusEndpointStore } from "./status-endpoint-store.ts";
import type { VariableStore } from "./variable-store.ts";
import type { BudgetStore, RateStore } from "./budget-store.ts";
import type { DeploymentStore } from "./deployment-store.ts";
import type { GitHubStore, RepositoryIdentity } from "./github-store.ts";

export interface ProfileStore {
  get(id: string): Promise<Profile | null>;
}

export interface ProjectStore {
  /** Throws NameTakenError when the owner already has the slug. */
  create(
    project: Pick<Project, "ownerId" | "name" | "slug" | "template" | "gitHost" | "deployHost" | "defaultBranch"> &
      Partial<RepositoryIdentity>,
  ): Promise<Project>;
  get(id: string): Promise<Project | null>;
  find(ownerHandle: string, slug: string): Promise<Project | null>;
  /** Newest first. */
  list(query: PageQuery): Promise<Page<Project>>;
  /** What a list says beside each of these projects, in any order; ids that cannot be seen are left out. */
  listOverviews(ids: readonly string[]): Promise<ProjectOverview[]>;
  update(
    id: string,
    patch: UpdateProject & { defaultBranch?: string; gitHost?: GitHostName } & Partial<RepositoryIdentity>,
  ): Promise<Project>;
  /** The project that is this repository on GitHub. */
  findByRepository(repositoryId: number): Promise<Project | null>;
  remove(id: string): Promise<void>;
}

export interface PlanStore {
  list(projectId: string): Promise<PlanFeature[]>;
  /** Upserts by feature name; features not named stay as they are. */
  save(projectId: string, runId: string | null, features: FeatureInput[]): Promise<PlanFeature[]>;
  remove(projectId: string, featureId: string): Promise<void>;
}

export interface RunStore {
  /**
   * Inserts the run; its job is enqueued by a trigger in the same transaction. The same idempotency key answers the first
   * run. Throws TooManyRunsError when `maximumActive` runs of the project wait or work already.
   */
  create(run: NewRun, limits?: { maximumActive: number }): Promise<{ run: Run; isNew: boolean }>;
  get(id: string): Promise<Run | null>;
  list(projectId: string, query: PageQuery): Promise<Page<Run>>;
  /** Takes the run for a worker: raises `attempt` and answers it; null when it is in a final state. */
  claim(id: string): Promise<Run | null>;
  /** Writes only while `attempt` is current; throws StaleAttemptError otherwise. */
  update(
    id: string,
    attempt: number,
    patch: Partial<
      Pick<
        Run,
        | "state"
        | "baseSha"
        | "headSha"
        | "intent"
        | "summary"
        | "question"
        | "error"
        | "usage"
        | "provider"
        | "model"
        | "startedAt"
        | "finishedAt"
      >
    >,
  ): Promise<Run>;
  requestStop(id: string): Promise<Run>;
  /** Words a prompt anew that nobody has begun. Throws IllegalStateError once somebody has. */
  editQueued(id: string, prompt: string): Promise<Run>;
  /** Takes a prompt back that nobody has begun; it is stopped then. Throws IllegalStateError once somebody has. */
  removeQueued(id: string): Promise<Run>;
  /** Puts an interrupted, waiting, failed or stopped run back into the queue; its job is enqueued in the same transaction. */
  resume(id: string, answer?: string): Promise<Run>;
  /** Runs a dead worker left in an active state become `interrupted`; answers them. Called with the ids of runs no live job holds. */
  interrupt(id: string): Promise<Run>;
  listActive(): Promise<Run[]>;
  saveStep(attempt: number, step: Omit<RunStep, "id" | "seq">): Promise<RunStep>;
  listSteps(runId: string): Promise<RunStep[]>;
  appendMessage(
    attempt: number | null,
    message: Pick<RunMessage, "runId" | "projectId" | "role" | "text" | "parts">,
  ): Promise<RunMessage>;
  listMessages(runId: string): Promise<RunMessage[]>;
  /** Keeps what streams, unless another worker has taken the run by now. */
  saveLive(attempt: number, live: RunLive): Promise<void>;
  getLive(runId: string): Promise<RunLive | null>;
}

export interface PromptImageStore {
  save(image: CreatePromptImage & { projectId: string; createdBy: string; bytes: number }): Promise<PromptImage>;
  /** With its bytes as Base64. */
  get(id: string): Promise<(PromptImage & { data: string }) | null>;
  /** Of a project, without their bytes, oldest first. */
  list(projectId: string): Promise<PromptImage[]>;
}

export interface CommitStore {
  /** Upserts by project and sha; a row's run, step and `pushed` are only ever completed, never blanked. */
  save(commits: Omit<CommitRow, "id" | "seq">[]): Promise<void>;
  listByShas(projectId: string, shas: string[]): Promise<CommitRow[]>;
  /** The newest commit of a branch that the git host confirmed, or the commit of that sha; null when neither is indexed. */
  findHead(projectId: string, ref: string): Promise<string | null>;
}

export interface ActivityStore {
  /** Adds a line. With an `id`, the same line is there once however often it is added. */
  append(entry: {
    id?: string;
    projectId: string;
    actor: Actor;
    action: string;
    details: Record<string, unknown>;
    runId?: string | null;
  }): Promise<void>;
  /** Newest first; with `afterSeq` oldest first from there, for backfill. */
  list(projectId: string, query: PageQuery & { afterSeq?: number }): Promise<Page<Activity>>;
}

export interface AccessTokenStore {
  create(token: {
    ownerId: string;
    projectId: string | null;
    name: string;
    scope: TokenScope;
    hash: string;
    hint: string;
    expiresAt: Date | null;
  }): Promise<AccessToken>;
  /** Looks a token up by its hash; answers null when unknown, expired or revoked. */
  findByHash(hash: string): Promise<AccessToken | null>;
  list(ownerId: string): Promise<AccessToken[]>;
  revoke(ownerId: string, id: string): Promise<void>;
}

export interface DeliveryStore {
  /** Records once per source and delivery id, and enqueues its job in the same transaction. */
  record(delivery: {
    source: DeliverySource;
    deliveryId: string;
    event: string;
    payload: unknown;
  }): Promise<{ id: string; isNew: boolean }>;
  get(id: string): Promise<Delivery | null>;
  /** Newest first. */
  list(query: PageQuery & { source?: DeliverySource; state?: Delivery["state"] }): Promise<Page<DeliverySummary>>;
  /** Has it processed once more; throws NotFoundError. */
  replay(id: string): Promise<Delivery>;
  finish(id: string, outcome: { state: "processed" | "ignored" | "failed"; error?: string }): Promise<void>;
}

export interface PromptStore {
  getActive(name: string): Promise<Prompt | null>;
  get(name: string, version: number): Promise<Prompt | null>;
  /** Makes the product's own text of a prompt known, as a new version when it is new; active unless a person wrote the active one. */
  ensure(prompt: { name: string; content: string; notes: string }): Promise<void>;
  /** Newest first. */
  list(name: string): Promise<Prompt[]>;
  /** The next version, not active yet. */
  add(prompt: { name: string; content: string; notes: string; createdBy: string }): Promise<Prompt>;
  /** Makes a version the active one. Throws NotFoundError. */
  activate(name: string, version: number): Promise<Prompt>;
}

/** What admins set while the product runs: one JSON value a key. */
export interface SettingsStore {
  /** The values of these keys; one that was never set is left out. */
  read(keys: readonly string[]): Promise<Record<string, unknown>>;
  /** Null removes it. */
  write(key: string, value: unknown, updatedBy: string): Promise<void>;
}

/** What admins changed. Lines are added and never changed. */
export interface AuditStore {
  append(entry: Omit<AuditEntry, "id" | "createdAt">): Promise<void>;
  /** Newest first. */
  list(query: PageQuery): Promise<Page<AuditEntry>>;
}

/** Everything the database holds, behind one port. Made for the service role, or for one user, who then sees their own rows only (RLS). */
export interface Stores {
  hostConnections: HostConnectionStore;
  hostProjects: HostProjectStore;
  profiles: ProfileStore;
  projects: ProjectStore;
  plan: PlanStore;
  runs: RunStore;
  commits: CommitStore;
  deployments: DeploymentStore;
  activity: ActivityStore;
  accessTokens: AccessTokenStore;
  deliveries: DeliveryStore;
  prompts: PromptStore;
  repairs: RepairStore;
  variables: VariableStore;
  statusEndpoints: StatusEndpointStore;
  credentials: CredentialStore;
  settings: SettingsStore;
  audit: AuditStore;
  promptImages: PromptImageStore;
  pullRequests: PullRequestStore;
  budgets: BudgetStore;
  rates: RateStore;
  github: GitHubStore;
}
