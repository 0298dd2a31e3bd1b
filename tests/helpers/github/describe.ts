import {
  accountOf,
  fullNameOf,
  installationFor,
  type GitHubAccount,
  type GitHubApp,
  type GitHubInstallation,
  type GitHubRepository,
  type GitHubState,
} from "./github-state.ts";

const userLinks = {
  followers_url: "followers",
  following_url: "following{/other_user}",
  gists_url: "gists{/gist_id}",
  starred_url: "starred{/owner}{/repo}",
  subscriptions_url: "subscriptions",
  organizations_url: "orgs",
  repos_url: "repos",
  events_url: "events{/privacy}",
  received_events_url: "received_events",
};

/** Seconds are all GitHub tells. */
export const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, "Z");

export const apiUrl = (state: GitHubState): string => `${state.origin}/api/v3`;

/** GitHub's `simple-user`. */
export const describeAccount = (state: GitHubState, account: GitHubAccount) => {
  const url = `${apiUrl(state)}/users/${account.login}`;
  return {
    login: account.login,
    id: account.id,
    node_id: Buffer.from(`account:${account.id}`).toString("base64"),
    avatar_url: `${state.origin}/avatars/${account.id}`,
    gravatar_id: "",
    url,
    html_url: `${state.origin}/${account.login}`,
    ...Object.fromEntries(Object.entries(userLinks).map(([key, path]) => [key, `${url}/${path}`])),
    type: account.type,
    site_admin: false,
  };
};

/** GitHub's `private-user` and `public-user`. */
export const describePerson = (state: GitHubState, account: GitHubAccount) => ({
  ...describeAccount(state, account),
  name: account.name,
  company: null,
  blog: "",
  location: null,
  email: account.email,
  hireable: null,
  bio: null,
  public_repos: 0,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: "2020-01-01T00:00:00Z",
  updated_at: "2020-01-01T00:00:00Z",
  private_gists: 0,
  total_private_repos: 0,
  owned_private_repos: 0,
  disk_usage: 0,
  collaborators: 0,
  two_factor_authentication: true,
});

const links = (
  "archive:{archive_format}{/ref} assignees:{/user} blobs:git/blobs{/sha} branches:{/branch} collaborators:{/collaborator} " +
  "comments:{/number} commits:{/sha} compare:{base}...{head} contents:{+path} contributors deployments downloads events " +
  "forks git_commits:git/commits{/sha} git_refs:git/refs{/sha} git_tags:git/tags{/sha} hooks issue_comment:issues/comments " +
  "issue_events:issues/events issues:{/number} keys:{/key_id} labels:{/name} languages merges milestones:{/number} " +
  "notifications pulls:{/number} releases:{/id} stargazers statuses:{sha} subscribers subscription tags teams trees:git/trees{/sha}"
)
  .split(" ")
  .map((entry) => entry.split(":"));

const absent = {
  fork: false,
  forks: 0,
  forks_count: 0,
  stargazers_count: 0,
  watchers: 0,
  watchers_count: 0,
  open_issues: 0,
  open_issues_count: 0,
  size: 0,
  license: null,
  language: null,
  homepage: null,
  mirror_url: null,
  disabled: false,
  topics: [],
  is_template: false,
  allow_forking: true,
  web_commit_signoff_required: false,
  has_issues: true,
  has_projects: true,
  has_downloads: true,
  has_wiki: true,
  has_pages: false,
  has_discussions: false,
  allow_rebase_merge: true,
  allow_squash_merge: true,
  allow_merge_commit: true,
  allow_auto_merge: false,
  delete_branch_on_merge: false,
};

/** GitHub's `repository`, as most answers and webhooks carry it. */
export const describeRepository = (state: GitHubState, repository: GitHubRepository) => {
  const fullName = fullNameOf(state, repository);
  const url = `${apiUrl(state)}/repos/${fullName}`;
  const web = `${state.origin}/${fullName}`;
  return {
    id: repository.id,
    node_id: Buffer.from(`repository:${repository.id}`).toString("base64"),
    name: repository.name,
    full_name: fullName,
    private: repository.isPrivate,
    visibility: repository.isPrivate ? "private" : "public",
    owner: describeAccount(state, accountOf(state, repository.ownerId)),
    html_url: web,
    description: repository.description,
    url,
    ...Object.fromEntries(
      links.map(([name = "", path = ""]) => [
        `${name}_url`,
        `${url}/${path.startsWith("{") || path === "" ? `${name}${path}` : path}`,
      ]),
    ),
    git_url: `${web.replace(/^https?/, "git")}.git`,
    ssh_url: `git@${new URL(web).hostname}:${fullName}.git`,
    clone_url: `${web}.git`,
    svn_url: web,
    ...absent,
    archived: repository.isArchived,
    default_branch: repository.defaultBranch,
    created_at: instant(repository.createdAt),
    updated_at: instant(repository.pushedAt),
    pushed_at: instant(repository.pushedAt),
  };
};

/** GitHub's `full-repository`. */
export const describeFullRepository = (state: GitHubState, repository: GitHubRepository, role = "write") => ({
  ...describeRepository(state, repository),
  network_count: 0,
  subscribers_count: 1,
  permissions: {
    admin: role === "admin",
    maintain: role === "admin",
    push: role === "admin" || role === "write",
    triage: role !== "none",
    pull: role !== "none",
  },
});

/** The `repository` of a push webhook has seconds since 1970 where others have text. */
export const describePushedRepository = (state: GitHubState, repository: GitHubRepository) => {
  const owner = accountOf(state, repository.ownerId);
  return {
    ...describeRepository(state, repository),
    owner: { ...describeAccount(state, owner), name: owner.login, email: owner.email },
    created_at: Math.floor(repository.createdAt.getTime() / 1000),
    pushed_at: Math.floor(repository.pushedAt.getTime() / 1000),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
};

export const describeInstallation = (state: GitHubState, installation: GitHubInstallation, app: GitHubApp) => {
  const account = accountOf(state, installation.accountId);
  const url = `${apiUrl(state)}/app/installations/${installation.id}`;
  return {
    id: installation.id,
    account: describeAccount(state, account),
    repository_selection: installation.selection,
    access_tokens_url: `${url}/access_tokens`,
    repositories_url: `${apiUrl(state)}/installation/repositories`,
    html_url: `${state.origin}/settings/installations/${installation.id}`,
    app_id: app.id,
    client_id: app.clientId,
    app_slug: app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: installation.permissions,
    events: installation.events,
    created_at: instant(installation.createdAt),
    updated_at: instant(installation.createdAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: installation.isSuspended ? instant(installation.createdAt) : null,
  };
};

/** GitHub's `integration`: an App. */
export const describeApp = (state: GitHubState, app: GitHubApp) => ({
  id: app.id,
  slug: app.slug,
  node_id: Buffer.from(`app:${app.id}`).toString("base64"),
  client_id: app.clientId,
  owner: describeAccount(state, accountOf(state, app.ownerId)),
  name: app.name,
  description: null,
  external_url: state.origin,
  html_url: `${state.origin}/apps/${app.slug}`,
  created_at: "2026-01-01T00:00:00Z",
  updated_at: "2026-01-01T00:00:00Z",
  permissions: app.permissions,
  events: app.events,
  installations_count: state.installations.length,
});

/** What every webhook of a repository carries beside what happened. */
export const describeWebhookScene = (state: GitHubState, repository: GitHubRepository, sender: GitHubAccount) => {
  const installation = installationFor(state, repository);
  return {
    repository: describeRepository(state, repository),
    sender: describeAccount(state, sender),
    ...(installation === undefined
      ? {}
      : { installation: { id: installation.id, node_id: Buffer.from(`i:${installation.id}`).toString("base64") } }),
  };
};
