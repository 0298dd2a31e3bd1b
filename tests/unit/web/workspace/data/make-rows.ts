import type {
  Activity,
  Commit,
  Deployment,
  PlanFeature,
  ProjectAnswer,
  Run,
  RunMessage,
  RunStep,
} from "#core/contracts/index.ts";

/** Rows as the contracts spell them, for tests of the workspace. Only what a test names differs from these. */

export const projectId = "00000000-0000-4000-8000-000000000001";
const at = "2026-11-20T10:00:00.000Z";
const usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0, costUsd: 0 };

export const makeId = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
export const makeSha = (number: number): string => number.toString(16).padStart(40, "0");

export const makeProject = (fields: Partial<ProjectAnswer> = {}): ProjectAnswer => ({
  id: projectId,
  ownerId: makeId(2),
  ownerHandle: "ada",
  name: "Dog groomer",
  slug: "dog-groomer",
  template: "saas",
  gitHost: "local",
  repositoryId: null,
  repositoryName: null,
  repositoryUrl: null,
  installationId: null,
  repositoryState: "connected",
  deployHost: "local",
  model: null,
  promptVersion: null,
  defaultBranch: "main",
  previewVisibility: "private",
  previewLabel: "dog-groomer",
  lastSeq: 0,
  createdAt: at,
  updatedAt: at,
  cloneUrl: "http://localhost:3000/git/ada/dog-groomer.git",
  productionUrl: null,
  ...fields,
});

export const makeRun = (fields: Partial<Run> = {}): Run => ({
  id: makeId(100),
  projectId,
  requestedBy: makeId(2),
  kind: "prompt",
  branch: "letscode/booking-abcd",
  prompt: "A booking tool",
  state: "running",
  provider: "demo",
  model: "demo",
  promptName: "builder",
  promptVersion: 1,
  baseSha: null,
  headSha: null,
  intent: null,
  summary: null,
  question: null,
  error: null,
  retryOf: null,
  retryStep: null,
  startSha: null,
  fallbackModel: null,
  images: [],
  usage,
  attempt: 1,
  isStopRequested: false,
  idempotencyKey: null,
  seq: 1,
  createdAt: at,
  startedAt: at,
  finishedAt: null,
  ...fields,
});

export const makeStep = (fields: Partial<RunStep> = {}): RunStep => ({
  id: makeId(200),
  runId: makeId(100),
  projectId,
  number: 1,
  state: "running",
  title: "Add customers",
  summary: "",
  feature: "Customers",
  commitSha: null,
  checks: {},
  usage,
  seq: 1,
  startedAt: at,
  finishedAt: null,
  ...fields,
});

export const makeMessage = (fields: Partial<RunMessage> = {}): RunMessage => ({
  id: makeId(300),
  runId: makeId(100),
  projectId,
  role: "assistant",
  text: "I will add customers.",
  parts: [],
  seq: 1,
  createdAt: at,
  ...fields,
});

export const makeFeature = (fields: Partial<PlanFeature> = {}): PlanFeature => ({
  id: makeId(400),
  projectId,
  runId: null,
  feature: "Customers",
  status: "planned",
  notes: "",
  priority: 1,
  seq: 1,
  createdAt: at,
  updatedAt: at,
  ...fields,
});

export const makeCommit = (fields: Partial<Commit> = {}): Commit => ({
  sha: makeSha(1),
  parents: [],
  branch: "main",
  subject: "Add customers",
  body: "",
  author: { name: "LetsCode", email: "ai@letscode.dev" },
  actor: "ai",
  runId: null,
  step: null,
  pushed: true,
  createdAt: at,
  ...fields,
});

export const makeDeployment = (fields: Partial<Deployment> = {}): Deployment => ({
  id: makeId(500),
  projectId,
  host: "local",
  environment: "preview",
  branch: "main",
  commitSha: makeSha(1),
  state: "ready",
  url: null,
  address: null,
  error: null,
  externalId: null,
  framework: null,
  requestedBy: "system",
  promotedFrom: null,
  isCurrent: false,
  isCancelRequested: false,
  attempt: 1,
  seq: 1,
  createdAt: at,
  startedAt: null,
  finishedAt: null,
  ...fields,
});

export const makeActivity = (fields: Partial<Activity> = {}): Activity => ({
  id: makeId(600),
  projectId,
  seq: 1,
  actor: "ai",
  action: "run.started",
  details: {},
  runId: null,
  createdAt: at,
  ...fields,
});

/** A row as the database spells it: names in snake_case. What columns hold stays as it is. */
export const toRow = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
