import { createPublicKey, generateKeyPairSync, randomBytes, randomUUID, type KeyObject } from "node:crypto";

/** Somebody, or an organisation, with an account on the fake. */
export interface GitHubAccount {
  id: number;
  login: string;
  type: "User" | "Organization";
  name: string;
  email: string;
  /** Logins of the people of an organisation who may create repositories in it. */
  members: string[];
}

export interface GitHubRepository {
  id: number;
  ownerId: number;
  name: string;
  isPrivate: boolean;
  description: string | null;
  defaultBranch: string;
  createdAt: Date;
  pushedAt: Date;
  /** The bare repository. */
  directory: string;
  /** Logins of people who are not the owner, with what they may do. */
  collaborators: Map<string, "admin" | "write" | "read">;
  isArchived: boolean;
}

export type Permissions = Record<string, "read" | "write">;

export interface GitHubInstallation {
  id: number;
  accountId: number;
  permissions: Permissions;
  events: string[];
  selection: "all" | "selected";
  repositoryIds: Set<number>;
  createdAt: Date;
  isSuspended: boolean;
}

export interface GitHubToken {
  kind: "installation" | "user" | "personal";
  expiresAt: Date;
  /** Of an installation's token. */
  installationId: number | null;
  /** Of a person's token. */
  accountId: number | null;
  permissions: Permissions;
  /** Null: every repository of the installation. */
  repositoryIds: Set<number> | null;
}

export interface GitHubApp {
  id: number;
  slug: string;
  name: string;
  ownerId: number;
  clientId: string;
  clientSecret: string;
  webhookSecret: string;
  webhookUrl: string | null;
  privateKey: string;
  publicKey: KeyObject;
  permissions: Permissions;
  events: string[];
  callbackUrls: string[];
}

/** A ref of a repository moved; `null` is a ref that is not there. */
export interface RefMove {
  repository: GitHubRepository;
  ref: string;
  before: string | null;
  after: string | null;
  /** Login of who pushed. */
  pusher: string;
}

export interface GitHubState {
  /** `http://127.0.0.1:<port>`. */
  origin: string;
  directory: string;
  now(): Date;
  nextId(): number;
  accounts: GitHubAccount[];
  repositories: GitHubRepository[];
  /** Former `owner/name` in lower case, to the id that answers a redirect. */
  formerNames: Map<string, number>;
  apps: GitHubApp[];
  /** Codes of the manifest flow, to the app they stand for. */
  manifestCodes: Map<string, GitHubApp>;
  /** Codes of the authorisation flow, to the account they stand for. */
  userCodes: Map<string, { accountId: number; clientId: string }>;
  refreshTokens: Map<string, { accountId: number; expiresAt: Date }>;
  installations: GitHubInstallation[];
  tokens: Map<string, GitHubToken>;
  /** Told after every ref that moved, whoever moved it. */
  refListeners: ((move: RefMove) => Promise<void>)[];
}

export const allPermissions: Permissions = {
  administration: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
  statuses: "read",
  workflows: "write",
};

/** Makes an App, as the manifest flow or a person in the settings would. */
export const makeApp = (state: GitHubState, app: Partial<GitHubApp> & { ownerId: number }): GitHubApp => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const pem = privateKey.export({ type: "pkcs1", format: "pem" }).toString();
  const id = state.nextId();
  const made: GitHubApp = {
    id,
    slug: `letscode-${id}`,
    name: `LetsCode ${id}`,
    clientId: `Iv23li${randomBytes(7).toString("hex")}`,
    clientSecret: randomBytes(20).toString("hex"),
    webhookSecret: randomBytes(20).toString("hex"),
    webhookUrl: null,
    privateKey: pem,
    publicKey: createPublicKey(pem),
    permissions: allPermissions,
    events: [],
    callbackUrls: [],
    ...app,
  };
  state.apps.push(made);
  return made;
};

/** A new token that lasts eight hours for a person and one for an installation, as GitHub's do. */
export const issueToken = (state: GitHubState, token: Omit<GitHubToken, "expiresAt">): string => {
  const prefix = { installation: "ghs_", user: "ghu_", personal: "ghp_" }[token.kind];
  const hours = token.kind === "installation" ? 1 : 8;
  const text = `${prefix}${randomUUID().replaceAll("-", "")}${randomBytes(2).toString("hex")}`;
  state.tokens.set(text, { ...token, expiresAt: new Date(state.now().getTime() + hours * 3_600_000) });
  return text;
};

export const accountOf = (state: GitHubState, id: number): GitHubAccount => {
  const account = state.accounts.find((each) => each.id === id);
  if (account === undefined) throw new Error(`The fake has no account ${id}.`);
  return account;
};

export const accountByLogin = (state: GitHubState, login: string): GitHubAccount | undefined =>
  state.accounts.find((each) => each.login.toLowerCase() === login.toLowerCase());

export const fullNameOf = (state: GitHubState, repository: GitHubRepository): string =>
  `${accountOf(state, repository.ownerId).login}/${repository.name}`;

export const findRepository = (state: GitHubState, owner: string, name: string): GitHubRepository | undefined =>
  state.repositories.find((each) => fullNameOf(state, each).toLowerCase() === `${owner}/${name}`.toLowerCase());

/** The installation that reaches a repository. */
export const installationFor = (state: GitHubState, repository: GitHubRepository): GitHubInstallation | undefined =>
  state.installations.find(
    (each) =>
      each.accountId === repository.ownerId && (each.selection === "all" || each.repositoryIds.has(repository.id)),
  );

/** What a person may do in a repository. */
export const roleOf = (
  state: GitHubState,
  repository: GitHubRepository,
  login: string,
): "admin" | "write" | "read" | "none" => {
  const owner = accountOf(state, repository.ownerId);
  if (owner.login === login || owner.members.includes(login)) return "admin";
  return repository.collaborators.get(login) ?? (repository.isPrivate ? "none" : "read");
};
