/** A deployment as the fake keeps it; `toAnswer` gives it the shape of Vercel's documentation. */
export interface FakeDeployment {
  id: string;
  name: string;
  projectId: string;
  url: string;
  target: "production" | null;
  readyState: "QUEUED" | "INITIALIZING" | "BUILDING" | "READY" | "ERROR" | "CANCELED" | "BLOCKED";
  createdAt: number;
  ready?: number;
  meta: Record<string, string>;
  gitSource: { type: "github"; repoId: number; ref: string; sha: string } | null;
  files: { file: string; sha: string }[];
  output: string[];
  errorCode?: string;
  errorMessage?: string;
  seatBlock?: { blockCode: string };
  isStaged: boolean;
  /** What its front page answers. */
  status: number;
}

export interface FakeVariable {
  id: string;
  key: string;
  value: string;
  type: string;
  target: string[];
  comment?: string;
}

export interface FakeDomain {
  name: string;
  verified: boolean;
}

export interface FakeProject {
  id: string;
  name: string;
  framework: string | null;
  rootDirectory: string | null;
  link: { type: "github"; repoId: number; org: string; repo: string } | null;
  variables: FakeVariable[];
  bypass: string | null;
  isProtected: boolean;
  production: string | null;
  /** After a rollback the domains stay where they are, whatever is built. */
  isRolledBack: boolean;
  domains?: FakeDomain[];
  lastAliasRequest: { fromDeploymentId: string | null; toDeploymentId: string; jobStatus: string; type: string } | null;
}

export const createFakeState = () => ({
  token: "vercel-token",
  user: { id: "usr_1", email: "owner@example.com", username: "ada" },
  teams: new Map([["team_1", { id: "team_1", slug: "groomers", name: "Groomers", members: ["owner@example.com"] }]]),
  /** Repositories on which Vercel's GitHub App is installed. */
  repositories: new Map<string, { id: number; isPrivate: boolean }>(),
  projects: new Map<string, FakeProject>(),
  deployments: new Map<string, FakeDeployment>(),
  /** Domains whose names lead here, and those that somebody else uses at Vercel already. */
  pointing: new Set<string>(),
  foreign: new Map<string, { isProven: boolean }>(),
  uploaded: new Map<string, Buffer>(),
  /** What the next requests fail with, before they do anything. */
  faults: [] as { status: number; code: string; message: string }[],
  requests: [] as string[],
});
export type FakeState = ReturnType<typeof createFakeState>;

const aliasesOf = (project: FakeProject | undefined, deployment: FakeDeployment): string[] =>
  project?.production === deployment.id ? [`${project.name}.vercel.app`] : [];

/** https://vercel.com/docs/rest-api/deployments/get-a-deployment-by-id-or-url */
export const toDeploymentAnswer = (state: FakeState, deployment: FakeDeployment) => {
  const project = [...state.projects.values()].find(({ id }) => id === deployment.projectId);
  return {
    id: deployment.id,
    uid: deployment.id,
    name: deployment.name,
    url: deployment.url,
    version: 2,
    projectId: deployment.projectId,
    readyState: deployment.readyState,
    state: deployment.readyState,
    status: deployment.readyState,
    ...(deployment.readyState === "READY"
      ? { ready: deployment.ready, readySubstate: deployment.isStaged ? "STAGED" : "PROMOTED" }
      : {}),
    target: deployment.target,
    created: deployment.createdAt,
    createdAt: deployment.createdAt,
    alias: aliasesOf(project, deployment),
    aliasAssigned: aliasesOf(project, deployment).length > 0,
    inspectorUrl: `https://vercel.com/groomers/${deployment.name}/${deployment.id.slice(4)}`,
    meta: deployment.meta,
    ...(deployment.gitSource === null ? {} : { gitSource: deployment.gitSource }),
    ...(deployment.errorCode === undefined ? {} : { errorCode: deployment.errorCode, errorStep: "buildStep" }),
    ...(deployment.errorMessage === undefined ? {} : { errorMessage: deployment.errorMessage }),
    ...(deployment.seatBlock === undefined ? {} : { seatBlock: deployment.seatBlock }),
    creator: { uid: state.user.id, username: state.user.username, email: state.user.email },
    regions: ["iad1"],
  };
};

/** https://vercel.com/docs/rest-api/projects/find-a-project-by-id-or-name */
export const toProjectAnswer = (project: FakeProject) => ({
  id: project.id,
  accountId: "team_1",
  name: project.name,
  framework: project.framework,
  rootDirectory: project.rootDirectory,
  nodeVersion: "24.x",
  ...(project.link === null ? {} : { link: project.link }),
  ...(project.bypass === null
    ? {}
    : { protectionBypass: { [project.bypass]: { createdAt: 1, createdBy: "usr_1", scope: "automation-bypass" } } }),
  targets:
    project.production === null
      ? {}
      : { production: { id: project.production, alias: [`${project.name}.vercel.app`] } },
  ...(project.lastAliasRequest === null ? {} : { lastAliasRequest: project.lastAliasRequest }),
});

/** How Vercel says no. */
export const refuse = (status: number, code: string, message: string, more: object = {}): Response =>
  Response.json({ error: { code, message, ...more } }, { status });

export const findProject = (state: FakeState, idOrName: string): FakeProject | undefined =>
  [...state.projects.values()].find(({ id, name }) => id === idOrName || name === idOrName);
